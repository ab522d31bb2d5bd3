"""Which class a variable has, told from its assignments."""

import ast

from backend.scenes.fixes import surface

_RETURNS = {
    "plot": "ParametricFunction",
    "get_area": "Polygon",
    "get_riemann_rectangles": "VGroup",
    "get_vertical_line": "DashedLine",
    "get_axis_labels": "VGroup",
    "get_brace": "Brace",
}
_PLACING = frozenset({"next_to", "move_to", "to_edge", "to_corner", "shift", "align_to"})
_SELFLESS = frozenset({"get_center", "get_corner", "get_vertices", "get_value", "c2p", "n2p"})


def classes(tree: ast.AST) -> dict[str, str]:
    """Variables by name, with the Manim class that each was last given."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            name = ast.unparse(node.targets[0])
            known = class_of(node.value, found)
            if known is not None:
                found[name] = known
    return found


def class_of(node: ast.expr, known: dict[str, str]) -> str | None:  # noqa: PLR0911 - one case a node
    """The class of an expression, when it can be told."""
    if isinstance(node, ast.Name | ast.Attribute):
        return known.get(ast.unparse(node))
    if not isinstance(node, ast.Call):
        return None
    if isinstance(node.func, ast.Name):
        return node.func.id if surface.is_mobject_class(node.func.id) else None
    if isinstance(node.func, ast.Attribute):
        method = node.func.attr
        if method in _RETURNS:
            return _RETURNS[method]
        if method in _SELFLESS or method.startswith("get_"):
            return None
        return class_of(node.func.value, known)
    return None


def placing_of(source: str, node: ast.expr) -> str:
    """The calls at the end of a chain that only say where the thing goes: `.next_to(a, UP)`."""
    found: list[str] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in _PLACING:
            inside = [ast.get_source_segment(source, a) or ast.unparse(a) for a in node.args]
            inside += [ast.unparse(keyword) for keyword in node.keywords]
            found.append(f".{node.func.attr}({', '.join(inside)})")
        node = node.func.value
    return "".join(reversed(found))
