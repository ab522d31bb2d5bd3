"""Simple operations done to code in place: only the words that change, change.

For scenes that stay code. Beats and objects go by the names that `recognise` gives them. What
cannot be done that way is refused; the caller may then recognise the scene and change the document.
"""

from collections.abc import Sequence

import libcst as cst

import backend.scenes.operations.model as ops
from backend.scenes.compiler.literals import SIDES, Scope, written
from backend.scenes.document import Beat, Place, Step
from backend.scenes.kinds import Arg
from backend.scenes.operations.model import Operation
from backend.scenes.rates import rate_code
from backend.scenes.recognise import syntax
from backend.scenes.recognise.recognise import NoSceneError, recognise
from backend.scenes.recognise.statements import BY_CALLEE
from backend.scenes.recognise.syntax import name_of

_SCOPE = Scope(frozenset(), themed=False)
_PLACING = frozenset({"move_to", "to_edge", "to_corner", "next_to", "shift", "center"})
_RELATIONS = {"below": "DOWN", "above": "UP", "left_of": "LEFT", "right_of": "RIGHT"}
# How a style is said by a method: its name, and the keyword of the value ("" is the first one).
_STYLES = {
    "fill": ("set_fill", "color"),
    "fill_opacity": ("set_fill", "opacity"),
    "stroke": ("set_stroke", "color"),
    "stroke_width": ("set_stroke", "width"),
    "stroke_opacity": ("set_stroke", "opacity"),
    "opacity": ("set_opacity", ""),
    "scale": ("scale", ""),
    "width": ("scale_to_fit_width", ""),
    "height": ("scale_to_fit_height", ""),
    "rotate": ("rotate", ""),
    "z_index": ("set_z_index", ""),
}


class NotInPlaceError(ValueError):
    """The operation cannot be done to the code as it stands."""


def rewrite(source: str, operations: Sequence[Operation]) -> str:
    """The code with the operations done; comments and layout stay.

    Raises:
        NotInPlaceError: when one of them needs more than a few words changed.
    """
    for operation in operations:
        try:
            module = cst.parse_module(source)
        except cst.ParserSyntaxError as error:
            message = f"line {error.raw_line}: not Python"
            raise NotInPlaceError(message) from error
        source = _rewritten(module, operation).code
    return source


def _rewritten(module: cst.Module, operation: Operation) -> cst.Module:  # noqa: C901, PLR0911 - one line an operation
    match operation:
        case ops.SetArg(id=name, name=field, value=value) if value is not None:
            return _with_argument(module, name, field, operation)
        case ops.SetStyle(id=name, name="color", value=value) if value is not None:
            as_arg = ops.SetArg(id=name, name="color", value=value)
            return _with_argument(module, name, "color", as_arg)
        case ops.SetStyle(id=name, name=field, value=value) if value is not None:
            return _with_style(module, name, field, operation)
        case ops.SetPlace(id=name, place=place) if place is not None:
            return _with_place(module, name, place)
        case ops.Rename(id=old, to=new):
            return _renamed(module, old, new)
        case ops.Remove(id=name):
            return _removed(module, name)
        case ops.SetTime(id=name, index=index, seconds=seconds):
            return _timed(module, name, index, seconds)
        case ops.SetSteps(id=name, steps=steps):
            return _with_steps(module, name, steps)
        case ops.SetBeat(id=name, name="wait", value=value):
            return _with_wait(module, name, value)
        case ops.RemoveBeat(id=name):
            return _without_beat(module, name)
        case _:
            message = f"{operation.op} cannot be done to code in place"
            raise NotInPlaceError(message)


def _refuse(message: str) -> NotInPlaceError:
    return NotInPlaceError(message)


def _made(module: cst.Module, name: str) -> tuple[cst.Assign, cst.Call, list[cst.Call]]:
    statement = syntax.assigned(module, name)
    if statement is not None:
        root, chain = syntax.chain_of(statement.value)
        if root is not None and isinstance(root.func, cst.Name):
            return statement, root, chain
    message = f"no statement makes '{name}'"
    raise _refuse(message)


def _text(arg: Arg, value: object) -> str:
    return written(arg, value, _SCOPE).flat()  # pyright: ignore[reportArgumentType] - values of operations are JSON


def _with_argument(module: cst.Module, name: str, field: str, operation: ops.SetArg) -> cst.Module:
    _, call, _ = _made(module, name)
    kind = BY_CALLEE.get(name_of(call.func))
    arg = kind.arg(field) if kind is not None else None
    if arg is None and field == "color":
        arg = Arg(field, "color")
    if arg is None:
        message = f"'{name}' has no input '{field}'"
        raise _refuse(message)
    text = _text(arg, operation.value)
    positional = [
        item for item in (kind.args if kind else ()) if item.positional and not item.spread
    ]
    plain = [item for item in call.args if item.keyword is None and not item.star]
    if arg in positional and positional.index(arg) < len(plain):
        old = plain[positional.index(arg)]
        return syntax.replaced(module, [(old.value, syntax.expression(text))])
    longer = syntax.with_keyword(call, arg.python_name, text)
    return syntax.replaced(module, [(call, longer)])


def _with_style(module: cst.Module, name: str, field: str, operation: ops.SetStyle) -> cst.Module:
    statement, _, chain = _made(module, name)
    method, keyword = _STYLES[field]
    kind = "color" if field in {"fill", "stroke"} else "number"
    text = _text(Arg(field, kind), operation.value)
    if field == "rotate":
        text = f"{text} * DEGREES"
    for call in chain:
        if syntax.method_of(call) != method:
            continue
        if keyword:
            return syntax.replaced(module, [(call, syntax.with_keyword(call, keyword, text))])
        if call.args:
            return syntax.replaced(module, [(call.args[0].value, syntax.expression(text))])
    inside = f"{keyword}={text}" if keyword else text
    longer = syntax.called_on(statement.value, method, inside)
    return syntax.replaced(module, [(statement.value, longer)])


def _with_place(module: cst.Module, name: str, place: Place) -> cst.Module:
    statement, _, chain = _made(module, name)
    gap = "" if place.gap is None else f", buff={_text(Arg('', 'number'), place.gap)}"
    if place.at is not None and place.axes is None:
        spot = [*place.at, 0, 0][:3]
        method, inside = "move_to", _text(Arg("", "point"), spot)
    elif place.edge is not None:
        method, inside = "to_edge", SIDES[place.edge] + gap
    elif place.relation in _RELATIONS and place.of is not None:
        _made(module, place.of)
        aligned = f", aligned_edge={SIDES[place.align]}" if place.align is not None else ""
        method = "next_to"
        inside = f"{place.of}, {_RELATIONS[str(place.relation)]}{gap}{aligned}"
    else:
        message = "only coordinates, edges and neighbours can be said in code in place"
        raise _refuse(message)
    placing = [call for call in chain if syntax.method_of(call) in _PLACING]
    if placing:
        last = placing[-1]
        owner = last.func.value if isinstance(last.func, cst.Attribute) else last
        return syntax.replaced(module, [(last, syntax.called_on(owner, method, inside))])
    longer = syntax.called_on(statement.value, method, inside)
    return syntax.replaced(module, [(statement.value, longer)])


def _renamed(module: cst.Module, old: str, new: str) -> cst.Module:
    names = [node for node in syntax.nodes(module) if isinstance(node, cst.Name)]
    named = {id(a.keyword) for a in syntax.nodes(module) if isinstance(a, cst.Arg)}
    parts = {id(a.attr) for a in syntax.nodes(module) if isinstance(a, cst.Attribute)}
    own = [n for n in names if n.value == old and id(n) not in named | parts]
    if any(node.value == new for node in names) or not own:
        message = f"'{old}' cannot be called '{new}'"
        raise _refuse(message)
    return syntax.replaced(module, [(node, node.with_changes(value=new)) for node in own])


def _removed(module: cst.Module, name: str) -> cst.Module:
    """Without the object: its statement, its part in plays, and the lines that are about it."""
    statement, _, _ = _made(module, name)
    swaps: list[tuple[cst.CSTNode, cst.CSTNode | Sequence[cst.SimpleStatementLine]]] = []
    for line in [n for n in syntax.nodes(module) if isinstance(n, cst.SimpleStatementLine)]:
        if statement in line.body or _only_about(line, name):
            swaps.append((line, []))
            continue
        value = syntax.expression_of(line)
        if isinstance(value, cst.Call) and name_of(value.func) in _GATHERING:
            shorter = syntax.without_argument(value, lambda arg: _mentions(arg.value, name))
            if not any(arg.keyword is None for arg in shorter.args):
                swaps.append((line, []))
            elif len(shorter.args) < len(value.args):
                swaps.append((value, shorter))
    module = syntax.replaced(module, swaps)
    if _mentions(module, name):
        message = f"other code needs '{name}'"
        raise _refuse(message)
    return module


_GATHERING = frozenset({"self.play", "self.add", "self.remove", "self.add_foreground_mobjects"})


def _only_about(line: cst.SimpleStatementLine, name: str) -> bool:
    value = syntax.expression_of(line)
    while isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute):
        value = value.func.value
    return isinstance(value, cst.Name) and value.value == name


def _mentions(root: cst.CSTNode, name: str) -> bool:
    return any(isinstance(node, cst.Name) and node.value == name for node in syntax.nodes(root))


def _beat(module: cst.Module, name: str) -> tuple[Beat, list[cst.SimpleStatementLine]]:
    """A beat by its recognised name, and its lines."""
    try:
        found = recognise(module.code)
    except NoSceneError as error:
        raise _refuse(str(error)) from error
    entry, where = found.document.entry(name), found.lines.get(name)
    if not isinstance(entry, Beat) or where is None:
        message = f"there is no beat '{name}'"
        raise _refuse(message)
    return entry, syntax.lines_between(module, *where)


def _plays(lines: list[cst.SimpleStatementLine]) -> list[cst.Call]:
    values = [syntax.expression_of(line) for line in lines]
    return [v for v in values if isinstance(v, cst.Call) and name_of(v.func) == "self.play"]


def _timed(module: cst.Module, name: str, index: int | None, value: object) -> cst.Module:
    text = None if value is None else _text(Arg("", "number"), value)
    return _played(module, (name, index), "run_time", text)


def _played(
    module: cst.Module, which: tuple[str, int | None], keyword: str, text: str | None
) -> cst.Module:
    """How long, or in which manner, the plays of a beat go; or one animation of them."""
    name, index = which
    _, lines = _beat(module, name)
    calls = _plays(lines)
    if index is not None:
        inside = [a.value for call in calls for a in call.args if a.keyword is None]
        picked = inside[index] if 0 <= index < len(inside) else None
        if len(inside) > 1:
            calls = [picked] if isinstance(picked, cst.Call) else []
    if not calls:
        message = f"no play of '{name}' can take another {keyword}"
        raise _refuse(message)

    def named(arg: cst.Arg) -> bool:
        return arg.keyword is not None and arg.keyword.value == keyword

    return syntax.replaced(
        module,
        [
            (
                call,
                syntax.without_argument(call, named)
                if text is None
                else syntax.with_keyword(call, keyword, text),
            )
            for call in calls
        ],
    )


def _with_steps(module: cst.Module, name: str, steps: Sequence[Step]) -> cst.Module:
    """The same steps in another manner or time; other steps are refused."""
    beat, _ = _beat(module, name)
    same = {"run_time": None, "rate": None}
    if [s.model_copy(update=same) for s in steps] != [
        s.model_copy(update=same) for s in beat.steps
    ]:
        message = "other steps cannot be written in place"
        raise _refuse(message)
    for field, keyword in (("run_time", "run_time"), ("rate", "rate_func")):
        old = [getattr(step, field) for step in beat.steps]
        new = [getattr(step, field) for step in steps]
        if old == new:
            continue
        if len(set(map(str, new))) > 1 or new[0] is None:
            message = "steps of one play go the same way in place"
            raise _refuse(message)
        text = rate_code(str(new[0])) if field == "rate" else _text(Arg("", "number"), new[0])
        module = _played(module, (name, None), keyword, text)
    return module


def _with_wait(module: cst.Module, name: str, value: object) -> cst.Module:
    _, lines = _beat(module, name)
    waits = [line for line in lines if _waits(line)]
    if value is None:
        return syntax.replaced(module, [(line, []) for line in waits])
    text = f"self.wait({_text(Arg('', 'number'), value)})"
    if waits:
        old = syntax.expression_of(waits[-1])
        if isinstance(old, cst.Call):
            return syntax.replaced(module, [(old, syntax.expression(text))])
    return syntax.replaced(module, [(lines[-1], [lines[-1], syntax.line(text)])])


def _waits(line: cst.SimpleStatementLine) -> bool:
    value = syntax.expression_of(line)
    return isinstance(value, cst.Call) and name_of(value.func) == "self.wait"


def _without_beat(module: cst.Module, name: str) -> cst.Module:
    _, lines = _beat(module, name)
    return syntax.replaced(module, [(line, []) for line in lines])
