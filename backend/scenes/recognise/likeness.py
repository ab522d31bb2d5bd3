"""Do two pieces of code say the same, statement by statement?

Compared is the tree without what cannot matter: layout, comments, the order of keywords, `2.0` for
`2`, a tuple for a list of numbers, one chain of methods for several statements.
"""

import ast

from typing_extensions import override

from backend.scenes.compiler.chains import RETURNS_SELF
from backend.scenes.kinds import KINDS
from backend.scenes.recognise.statements import BY_CALLEE, unchained

_LISTED = frozenset({"point", "points", "range", "numbers", "direction"})


def statement_keys(body: list[ast.stmt]) -> list[tuple[str, int]]:
    """One text for each simple statement, with the number of the statement it came from."""
    found: list[tuple[str, int]] = []
    for number, statement in enumerate(body):
        found += [(key, number) for key in _keys(statement)]
    return found


def _keys(statement: ast.stmt) -> list[str]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if chains(value):
            root, methods = unchained(value)
            keys = [f"{name} = {_key(root)}"]
            return keys + [f"{name}.{_method(m.name, m.args, m.keywords)}" for m in methods]
        case ast.Expr(value=ast.Call() as call):
            return _chain_keys(call)
        case _:
            return [ast.dump(_Plain().visit(_copy(statement)))]


def chains(value: ast.expr) -> bool:
    """Whether the chain of methods may be taken apart: all but the last give the object back."""
    _, methods = unchained(value)
    return all(method.name in RETURNS_SELF for method in methods)


def _chain_keys(call: ast.Call) -> list[str]:
    if not chains(call):
        return [_key(call)]
    root, methods = unchained(call)
    if isinstance(root, ast.Call) and isinstance(root.func, ast.Attribute):
        owner = root.func.value
        if methods and root.func.attr not in RETURNS_SELF:
            return [_key(call)]  # `text.select("a").set_color(RED)` colours a part of it
        if isinstance(owner, ast.Name) and owner.id != "self":
            first = _method(root.func.attr, root.args, root.keywords)
            rest = [_method(m.name, m.args, m.keywords) for m in methods]
            return [f"{owner.id}.{text}" for text in (first, *rest)]
    return [_key(call)]


def _method(name: str, args: list[ast.expr], keywords: list[ast.keyword]) -> str:
    call = ast.Call(func=ast.Name(id=name, ctx=ast.Load()), args=args, keywords=keywords)
    return _key(call)


def _copy(node: ast.stmt) -> ast.stmt:
    return ast.parse(ast.unparse(node)).body[0]


def _key(node: ast.expr) -> str:
    fresh = ast.parse(ast.unparse(ast.fix_missing_locations(node)), mode="eval").body
    return ast.dump(_Plain().visit(fresh))


class _Plain(ast.NodeTransformer):
    """One spelling for what has several."""

    @override
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if isinstance(node.value, float) and node.value.is_integer():
            return ast.Constant(value=int(node.value))
        return node

    @override
    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        text = ast.unparse(node.func)
        if text == "self.wait" and not node.args and not node.keywords:
            node.args = [ast.Constant(value=1)]
        if text in {"set_fill", "set_stroke"} and len(node.args) == 1:
            node.keywords.append(ast.keyword(arg="color", value=node.args.pop()))
        kind = BY_CALLEE.get(text)
        if kind is not None:
            self._bind(node, text)
        node.keywords.sort(key=lambda keyword: keyword.arg or "")
        return node

    @staticmethod
    def _bind(node: ast.Call, callee: str) -> None:
        """Positional arguments of kinds become named ones."""
        kind = KINDS[BY_CALLEE[callee].name]
        named = [arg for arg in kind.args if arg.positional and not arg.spread]
        if "group" in kind.tags or any(arg.spread for arg in kind.args):
            return
        for arg, value in zip(named, node.args, strict=False):
            node.keywords.append(ast.keyword(arg=arg.python_name, value=value))
        node.args = node.args[len(named) :]
        types = {arg.python_name: arg.type for arg in kind.args}
        for keyword in node.keywords:
            if types.get(keyword.arg or "") in _LISTED and isinstance(keyword.value, ast.Tuple):
                keyword.value = ast.List(elts=keyword.value.elts, ctx=ast.Load())
