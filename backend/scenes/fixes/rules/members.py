"""Members that never were: methods, attributes, scene classes that lack a camera."""

import ast
import builtins
import re
from collections.abc import Iterator

from backend.scenes.fixes import surface
from backend.scenes.fixes.alike import alike
from backend.scenes.fixes.edits import callee
from backend.scenes.fixes.infer import class_of, classes
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.rules.recipes import recipes
from backend.scenes.fixes.tables import METHODS, MOVING_CAMERA, RENAMED, THREE_D

_ATTRIBUTE = re.compile(r"'?(\w+)'? object has no attribute '(\w+)'")
_MODULE = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'")
_GETTER = re.compile(r"[gs]etter\(\) (?:takes|got an unexpected)")
_NUMPY = {
    "math": "math",
    "factorial": "math.factorial",
    "float": "float",
    "int": "int",
    "bool": "bool",
    "object": "object",
    "Inf": "np.inf",
    "product": "np.prod",
}


def missing_member(failure: Failure) -> Iterator[Patch]:
    match = _ATTRIBUTE.search(failure.message)
    if match is None:
        return
    owner, name = _class_behind(failure, match[1]), match[2]
    yield from _scene_base(failure, name)
    yield from _configured(failure, name)
    for own in _spelt(failure, name):
        yield from recipes(failure, own)
        yield from _replaced(failure, owner, own)
    yield from _keyed(failure, owner, name)


def _configured(failure: Failure, name: str) -> Iterator[Patch]:
    """`CONFIG = {"n": 5}` of old scenes means attributes of the class."""
    for node in ast.walk(failure.tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
            continue
        if ast.unparse(node.targets[0]) != "CONFIG":
            continue
        edits, pad = failure.edits(), " " * node.col_offset
        pairs = [
            f"{key.value} = {edits.text(value)}"
            for key, value in zip(node.value.keys, node.value.values, strict=True)
            if isinstance(key, ast.Constant) and str(key.value).isidentifier()
        ]
        if any(pair.startswith(f"{name} = ") for pair in pairs):
            source = edits.replace(node, f"\n{pad}".join(pairs)).result()
            yield Patch(source, "CONFIG became attributes of the scene")


def _class_behind(failure: Failure, owner: str) -> str:
    """The class of Manim that a class of the file is made from."""
    if surface.find(owner) is not None or hasattr(builtins, owner):
        return owner
    for node in ast.walk(failure.tree):
        if isinstance(node, ast.ClassDef) and node.name == owner and node.bases:
            return ast.unparse(node.bases[0])
    inside = ast.unparse(failure.statement() or failure.tree)
    if "self." in inside and not surface.attributes(owner):
        scenes = [n for n in failure.tree.body if isinstance(n, ast.ClassDef) and n.bases]
        return ast.unparse(scenes[-1].bases[0]) if scenes else owner
    return owner


def _spelt(failure: Failure, name: str) -> list[str]:
    """The name as the code has it: Manim tells `get_top_edge` as `top_edge`."""
    there = {
        node.attr
        for node in ast.walk(failure.statement() or failure.tree)
        if isinstance(node, ast.Attribute)
    }
    return [own for own in (name, f"get_{name}", f"set_{name}") if own in there]


def _keyed(failure: Failure, owner: str, name: str) -> Iterator[Patch]:
    """`config["frame_widht"]`."""
    near = surface.nearest(name, surface.attributes(owner), 0.8)
    for node in ast.walk(failure.statement() or failure.tree):
        if near is not None and isinstance(node, ast.Constant) and node.value == name:
            source = failure.edits().replace(node, f'"{near}"').result()
            yield Patch(source, f"{name} became {near}")


def invented_getter(failure: Failure) -> Iterator[Patch]:
    """`get_graph(f)`: Manim makes up a getter, which then takes no argument."""
    if _GETTER.search(failure.message) is None:
        return
    known = classes(failure.tree)
    for call in failure.calls():
        if not isinstance(call.func, ast.Attribute):
            continue
        name = call.func.attr
        owner = class_of(call.func.value, known) or "VMobject"
        if not name.startswith(("get_", "set_")) or name in surface.methods(owner):
            continue
        yield from _indexed(failure, call, owner)
        yield from recipes(failure, name)
        yield from _replaced(failure, owner, name)


def _indexed(failure: Failure, call: ast.Call, owner: str) -> Iterator[Patch]:
    """`get_vertex(i)` becomes `get_vertices()[i]`."""
    if not isinstance(call.func, ast.Attribute) or len(call.args) != 1:
        return
    stem = call.func.attr.removeprefix("get_")
    edits = failure.edits()
    inside, who = edits.text(call.args[0]), edits.text(call.func.value)
    plurals = {"vertex": "get_vertices", "anchor": "get_anchors", "corner": "get_vertices"}
    plurals |= {"point": "get_all_points", "submobject": "submobjects", "part": "submobjects"}
    plural = plurals.get(stem, f"get_{stem}s")
    if plural in surface.methods(owner):
        new = f"{who}.{plural}()[{inside}]"
        yield Patch(edits.replace(call, new).result(), f"{call.func.attr} became {plural}")
    elif plural == "submobjects":
        yield Patch(edits.replace(call, f"{who}[{inside}]").result(), f"{stem} became an index")


def _replaced(failure: Failure, owner: str, name: str) -> Iterator[Patch]:
    statement = failure.statement()
    root: ast.AST = statement if statement is not None else failure.tree
    for node in ast.walk(root):
        if not isinstance(node, ast.Attribute) or node.attr != name:
            continue
        yield from _plain_call(failure, node)
        for new in _others(owner, name):
            text = failure.edits()
            who = text.text(node.value)
            yield Patch(text.replace(node, f"{who}.{new}").result(), f"{name} became {new}")


def _others(owner: str, name: str) -> list[str]:
    has = surface.methods(owner)
    snake = re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()
    wanted = [METHODS.get(name), METHODS.get(snake), snake if snake != name else None]
    if owner.endswith("Scene"):
        wanted += [
            {"Wait": "wait", "animate": "play", "show": "add", "clear_screen": "clear"}.get(name)
        ]
    found = [other for other in wanted if other is not None and (not has or other in has)]
    if f"get_{name}" in has:
        found.append(f"get_{name}()")
    found += alike(name, has)
    if not name.startswith(("get_", "set_")):
        near = surface.nearest(name, has, 0.8)
        found += [near] if near is not None else []
    return list(dict.fromkeys(found))


def _plain_call(failure: Failure, node: ast.Attribute) -> Iterator[Patch]:
    """A method that is a class elsewhere: `self.FadeIn(x)`, `self.play_animation`."""
    if ast.unparse(node.value) == "self" and node.attr in surface.names():
        for call in failure.calls():
            if call.func is node:
                edits = failure.edits()
                inside = edits.text(call).split("(", 1)[1]
                animated = surface.is_animation_class(node.attr)
                new = f"self.play({node.attr}({inside})" if animated else f"{node.attr}({inside}"
                yield Patch(edits.replace(call, new).result(), f"self.{node.attr} became {new}")


def _scene_base(failure: Failure, name: str) -> Iterator[Patch]:
    wanted = ""
    if name in MOVING_CAMERA and "camera" in failure.source:
        wanted = "MovingCameraScene"
    elif name in THREE_D or name in {"set_phi", "set_theta", "phi_tracker", "theta_tracker"}:
        wanted = "ThreeDScene"
    elif name in {"setup_axes", "graph_origin"}:
        return
    if wanted:
        yield from based_on(failure, wanted)


def based_on(failure: Failure, base: str) -> Iterator[Patch]:
    """The scene class on another base."""
    for node in failure.tree.body:
        if not isinstance(node, ast.ClassDef) or not (
            node.lineno <= failure.line <= (node.end_lineno or 0)
        ):
            continue
        for own in node.bases:
            if isinstance(own, ast.Name) and own.id in {"Scene", "MovingCameraScene", "GraphScene"}:
                text = failure.edits().replace(own, base).result()
                yield Patch(text, f"the scene became a {base}")


def flat_scene(failure: Failure) -> Iterator[Patch]:
    """Solids in a flat scene fail late; a base with depth mends them."""
    if re.search(
        r"'(Camera|MovingCamera)' object.*(phi|theta|rotat|fixed|light|gamma)|ThreeD|phi|theta",
        failure.message,
    ):
        yield from based_on(failure, "ThreeDScene")


def missing_in_module(failure: Failure) -> Iterator[Patch]:
    match = _MODULE.search(failure.message)
    if match is None:
        return
    module, name = match[1], match[2]
    statement = failure.statement()
    for node in ast.walk(statement or failure.tree):
        if isinstance(node, ast.Attribute) and node.attr == name:
            edits = failure.edits()
            if module == "numpy" and name in _NUMPY:
                new = _NUMPY[name]
                source = edits.replace(node, new).result()
                if "math" in new and "import math" not in source:
                    source = f"import math\n{source}"
                yield Patch(source, f"np.{name} became {new}")
            elif name in RENAMED or name in surface.names():
                new = RENAMED.get(name, name)
                yield Patch(edits.replace(node, new).result(), f"{module}.{name} became {new}")


def not_callable(failure: Failure) -> Iterator[Patch]:
    """A property that is called, or a method that is not."""
    if "is not callable" not in failure.message:
        return
    for call in failure.calls():
        if isinstance(call.func, ast.Attribute) and not call.args and not call.keywords:
            edits = failure.edits()
            text = edits.replace(call, edits.text(call.func)).result()
            yield Patch(text, f"{callee(call)} is no method; its brackets were left out")


def not_subscriptable(failure: Failure) -> Iterator[Patch]:
    """`square.get_center[0]`: a method without its brackets."""
    if "not subscriptable" not in failure.message and "unsupported operand" not in failure.message:
        return
    statement = failure.statement()
    for node in ast.walk(statement or failure.tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and node.attr.startswith("get_")
            and not any(call.func is node for call in failure.calls())
        ):
            yield Patch(failure.edits().after(node, "()").result(), f"{node.attr} was called")
