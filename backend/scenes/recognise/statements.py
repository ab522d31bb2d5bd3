"""Statements read back: makings, stylings, placings, plays."""

import ast
import re
from dataclasses import dataclass

from pydantic import JsonValue

from backend.scenes.compiler.chains import RETURNS_SELF
from backend.scenes.document import Call, Place, SceneObject, Step, Style
from backend.scenes.kinds import ACTIONS, KINDS, Action, Arg, Kind
from backend.scenes.kit.source import definitions
from backend.scenes.rates import EASED, PLAIN
from backend.scenes.recognise.reading import Known, value_of

BY_CALLEE = {kind.callee: kind for kind in reversed(KINDS.values()) if kind.callee}
_CALLED = {a.callee: a for a in ACTIONS.values() if a.form == "call"}
_ANIMATED = {a.callee: a for a in ACTIONS.values() if a.form == "animate"}
_ON_SCENE = {a.callee: a for a in ACTIONS.values() if a.form == "scene"}
_NUMBER, _COLOR, _ANY = Arg("", "number"), Arg("", "color"), Arg("", "any")
_RELATION = {"DOWN": "below", "UP": "above", "LEFT": "left_of", "RIGHT": "right_of"}
_EDGE = {"DOWN": "down", "UP": "up", "LEFT": "left", "RIGHT": "right"}
_AREA = re.compile(r"^([A-Z_]+?)_AREA(?:_\d+)?$")
_TIMING = ("run_time", "rate_func")
# The order in which a style is written; a method out of this order is a call.
_STYLE_METHODS = (
    "set_color",
    "set_fill",
    "set_stroke",
    "set_opacity",
    "scale",
    "scale_to_fit_width",
    "scale_to_fit_height",
    "rotate",
    "set_z_index",
)
_STYLE_PARTS = {
    "set_color": {"": ("color", _COLOR)},
    "set_fill": {"color": ("fill", _COLOR), "opacity": ("fill_opacity", _NUMBER)},
    "set_stroke": {
        "color": ("stroke", _COLOR),
        "width": ("stroke_width", _NUMBER),
        "opacity": ("stroke_opacity", _NUMBER),
    },
    "set_opacity": {"": ("opacity", _NUMBER)},
    "scale": {"": ("scale", _NUMBER)},
    "scale_to_fit_width": {"": ("width", _NUMBER)},
    "scale_to_fit_height": {"": ("height", _NUMBER)},
    "set_z_index": {"": ("z_index", _NUMBER)},
}


@dataclass(frozen=True, slots=True)
class Method:
    """One method call of a chain."""

    name: str
    args: list[ast.expr]
    keywords: list[ast.keyword]


def unchained(node: ast.expr) -> tuple[ast.expr, list[Method]]:
    """What is made first, and the methods called on it."""
    methods: list[Method] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        root = owner
        while isinstance(root, ast.Call | ast.Attribute):
            root = root.func if isinstance(root, ast.Call) else root.value
        if not isinstance(owner, ast.Call) or not isinstance(root, ast.Name):
            break
        methods.append(Method(node.func.attr, node.args, node.keywords))
        node = owner
    return node, methods[::-1]


def bound(  # noqa: C901 - positional, spread and named arguments in one pass
    declared: tuple[Arg, ...], call: ast.Call, known: Known, skip: int = 0
) -> dict[str, JsonValue] | None:
    """Arguments by name; None when the call cannot be read that way."""
    found: dict[str, JsonValue] = {}
    queue = list(call.args[skip:])
    for arg in declared:
        if not queue:
            break
        if not arg.positional:
            continue
        if arg.spread:
            if all(isinstance(item, ast.List | ast.Tuple) for item in queue):
                inner = Arg(arg.name, "point")
                found[arg.name] = [value_of(inner, item, known) for item in queue]
                queue = []
            continue
        found[arg.name] = value_of(arg, queue.pop(0), known)
    if queue or any(isinstance(item, ast.Starred) for item in call.args):
        return None
    by_name = {arg.python_name: arg for arg in declared}
    for keyword in call.keywords:
        if keyword.arg is None:
            return None
        arg = by_name.get(keyword.arg)
        if arg is None:
            found[keyword.arg] = {"code": ast.unparse(keyword.value)}
        elif not _left_open(arg, keyword.value):
            found[arg.name] = value_of(arg, keyword.value, known)
    return found


def _left_open(arg: Arg, node: ast.expr) -> bool:
    """What the compiler writes for a value that was left open: `LEFT_AREA.width`, `FONT`."""
    if isinstance(arg.default, dict) and ast.unparse(node) == arg.default.get("theme"):
        return True
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and _AREA.match(node.value.id) is not None
    )


def made(  # noqa: PLR0911 - each exit is one way of not being an object
    name: str, node: ast.expr, known: Known
) -> tuple[SceneObject, list[str]] | None:
    """The object that an expression makes, and the members of a group."""
    root, methods = unchained(node)
    if not isinstance(root, ast.Call) or not isinstance(root.func, ast.Name):
        return None
    if any(method.name not in RETURNS_SELF for method in methods):
        return None
    kind = BY_CALLEE.get(root.func.id)
    if kind is None or not _ours(root.func.id, known):
        return None
    members: list[str] = []
    if "group" in kind.tags:
        for item in root.args:
            member = known.object(item)
            if member is None:
                return None
            members.append(member)
    args = bound(kind.args, root, known, skip=len(members))
    if args is None:
        return None
    found = SceneObject(id=name, kind=kind.name, args=args)
    for method in methods:
        changed = with_method(found, method, known)
        if changed is None:
            return None
        found = changed
    return found, members


def _ours(callee: str, known: Known) -> bool:
    """In other people's code a drawing function of that name is their own."""
    return known.themed or callee not in definitions()


def with_method(item: SceneObject, method: Method, known: Known) -> SceneObject | None:
    """The object after one more method: styled, placed, or called."""
    if item.place is not None:
        return None
    styled = None if item.calls else _styled(item, method, known)
    if styled is not None:
        return item.model_copy(update={"style": styled})
    placed = _placed(method, known)
    if placed is not None:
        return item.model_copy(update={"place": placed})
    if any(keyword.arg is None for keyword in method.keywords):
        return None
    call = Call(
        method=method.name,
        args=[value_of(_ANY, arg, known) for arg in method.args],
        kwargs={str(k.arg): value_of(_ANY, k.value, known) for k in method.keywords},
    )
    return item.model_copy(update={"calls": (*item.calls, call)})


def _styled(item: SceneObject, method: Method, known: Known) -> Style | None:
    if method.name not in _STYLE_METHODS:
        return None
    rank = _STYLE_METHODS.index(method.name)
    given = item.style.model_dump(exclude_none=True)
    later = {
        part for name in _STYLE_METHODS[rank:] for part, _ in _STYLE_PARTS.get(name, {}).values()
    }
    if given.keys() & (later | ({"rotate"} if rank <= _STYLE_METHODS.index("rotate") else set())):
        return None
    values = _style_values(method, known)
    return None if values is None else Style.model_validate(given | values)


def _style_values(method: Method, known: Known) -> dict[str, JsonValue] | None:
    if method.name == "rotate":
        match method:
            case Method(
                args=[ast.BinOp(left=left, op=ast.Mult(), right=ast.Name(id="DEGREES"))],
                keywords=[],
            ):
                return {"rotate": value_of(_NUMBER, left, known)}
            case _:
                return None
    parts = _STYLE_PARTS[method.name]
    found: dict[str, JsonValue] = {}
    names = list(parts)
    if len(method.args) > (1 if names[0] == "" or "color" in parts else 0):
        return None
    for argument in method.args:
        field, arg = parts[names[0]]
        found[field] = value_of(arg, argument, known)
    for keyword in method.keywords:
        if keyword.arg not in parts:
            return None
        field, arg = parts[keyword.arg]
        found[field] = value_of(arg, keyword.value, known)
    return found


def _placed(method: Method, known: Known) -> Place | None:
    match method:
        case Method("to_edge", [ast.Name(id=side)], keywords) if side in _EDGE:
            gap = _gap(keywords, known)
            return None if gap is None else Place.model_validate({"edge": _EDGE[side], **gap})
        case Method("move_to", [target], []):
            return _moved(target, known)
        case _:
            return None


def _gap(keywords: list[ast.keyword], known: Known) -> dict[str, JsonValue] | None:
    match keywords:
        case []:
            return {}
        case [ast.keyword(arg="buff", value=value)]:
            return {"gap": value_of(_NUMBER, value, known)}
        case _:
            return None


def _moved(target: ast.expr, known: Known) -> Place | None:
    if (name := known.object(target)) is not None:
        return Place(relation="inside", of=name)
    match target:
        case ast.Subscript(value=owner, slice=ast.Constant(value=int() as part)):
            name = known.object(owner)
            return Place(relation="inside", of=name, part=part) if name else None
        case ast.List(elts=[x, y, z]):
            spot = [value_of(_NUMBER, item, known) for item in (x, y, z)]
            return Place(at=spot)
        case ast.Call(func=ast.Attribute(value=owner, attr="c2p" | "n2p"), args=args, keywords=[]):
            name = known.object(owner)
            spot = [value_of(_NUMBER, item, known) for item in args]
            return Place(axes=name, at=spot) if name else None
        case _:
            return None


def placing(statement: ast.stmt, known: Known) -> tuple[str, Place] | None:
    """`place(x, AREA)` and `beside(x, y, DOWN)`, as the compiler writes them."""
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Name(id="place"), args=[ast.Name() as own, ast.Name(id=area), *sides]
            )
        ):
            name, match = known.object(own), _AREA.match(area)
            if name is None or match is None:
                return None
            side = ast.unparse(sides[0]) if sides else ""
            align: dict[str, JsonValue] = {"align": _EDGE[side]} if side in _EDGE else {}
            return name, Place.model_validate({"region": match[1].lower(), **align})
        case ast.Expr(
            value=ast.Call(
                func=ast.Name(id="beside"), args=[own, other, ast.Name(id=way)], keywords=keywords
            )
        ):
            return _beside(own, other, way, keywords, known)
        case _:
            return None


def _beside(  # noqa: PLR0917 - the five parts of the call
    own: ast.expr, other: ast.expr, way: str, keywords: list[ast.keyword], known: Known
) -> tuple[str, Place] | None:
    raw: dict[str, JsonValue] = {"relation": _RELATION.get(way)}
    if isinstance(other, ast.Subscript) and isinstance(other.slice, ast.Constant):
        raw["part"] = int(str(other.slice.value))
        other = other.value
    name, raw["of"] = known.object(own), known.object(other)
    for keyword in keywords:
        if keyword.arg == "gap":
            raw["gap"] = value_of(_NUMBER, keyword.value, known)
        elif keyword.arg == "aligned_edge":
            raw["align"] = _EDGE.get(ast.unparse(keyword.value))
    if name is None or raw["of"] is None or raw["relation"] is None:
        return None
    return name, Place.model_validate(raw)


def scene_step(call: ast.Call, known: Known) -> Step | None:
    """`self.add(x)` and other statements on the scene."""
    action = _ON_SCENE.get(ast.unparse(call.func))
    if action is None or not _ours(action.callee, known):
        return None
    skip = 1 if action.needs_scene else 0
    return _step(action, call, known, skip)


def animation_step(node: ast.expr, known: Known) -> Step | None:
    """One animation of a play."""
    match node:
        case ast.Call(func=ast.Name(id=callee)) if callee in _CALLED and _ours(callee, known):
            action = _CALLED[callee]
            skip = 0
            if action.needs_scene:
                if not node.args or ast.unparse(node.args[0]) != "self":
                    return None
                skip = 1
            return _step(action, node, known, skip)
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) if method in _ANIMATED:
            return _animated(_ANIMATED[method], owner, node, known)
        case _:
            return None


def _animated(action: Action, owner: ast.expr, call: ast.Call, known: Known) -> Step | None:
    timing: list[ast.keyword] = []
    if isinstance(owner, ast.Call):
        timing, owner = owner.keywords, owner.func
    if not isinstance(owner, ast.Attribute) or owner.attr != "animate":
        return None
    name = known.object(owner.value)
    args = bound(action.args, call, known)
    times = timing_of(timing, known)
    if name is None or args is None or times is None:
        return None
    return Step.model_validate({"do": action.name, "target": name, "args": args, **times})


def _step(action: Action, call: ast.Call, known: Known, skip: int) -> Step | None:
    targets: list[str] = []
    args = call.args[skip:]
    wanted = "camera" not in action.accepts
    while wanted and args and (name := known.object(args[0])) is not None:
        targets.append(name)
        args = args[1:]
        if not action.many:
            break
    if wanted and not targets:
        return None
    own = ast.Call(func=call.func, args=args, keywords=[])
    timing = [k for k in call.keywords if action.timed and k.arg in _TIMING]
    own.keywords = [k for k in call.keywords if k not in timing]
    values, times = bound(action.args, own, known), timing_of(timing, known)
    if values is None or times is None:
        return None
    target: str | tuple[str, ...] | None = tuple(targets) or None
    if len(targets) == 1:
        target = targets[0]
    return Step.model_validate({"do": action.name, "target": target, "args": values, **times})


def timing_of(keywords: list[ast.keyword], known: Known) -> dict[str, JsonValue] | None:
    """Run time and rate; None when there is more than those."""
    found: dict[str, JsonValue] = {}
    for keyword in keywords:
        if keyword.arg == "run_time":
            found["run_time"] = value_of(_NUMBER, keyword.value, known)
        elif keyword.arg == "rate_func":
            rate = ast.unparse(keyword.value).removeprefix("rate_functions.")
            if rate not in PLAIN and rate not in EASED:
                return None
            found["rate"] = rate
        else:
            return None
    return found


__all__ = ["BY_CALLEE", "Kind", "Method", "animation_step", "made", "placing", "scene_step"]
