"""Wrong arguments: keywords that are called otherwise, too many, too few, in the wrong place."""

import ast
import re
from collections.abc import Iterator

from backend.scenes.fixes import surface
from backend.scenes.fixes.alike import alike
from backend.scenes.fixes.edits import Edits, callee
from backend.scenes.fixes.infer import class_of, classes
from backend.scenes.fixes.rules.failure import Failure, Patch
from backend.scenes.fixes.tables import KEYWORDS

_UNEXPECTED = re.compile(r"unexpected keyword argument '(\w+)'|no attribute '(\w+)' .*keyword")
_MULTIPLE = re.compile(r"got multiple values for (?:keyword )?argument '(\w+)'")
_TOO_MANY = re.compile(r"takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)")
_SCALED = frozenset({"scale", "scale_factor"})


def unexpected_keyword(failure: Failure) -> Iterator[Patch]:
    match = _UNEXPECTED.search(failure.message)
    if match is None:
        return
    name = match[1] or match[2]
    yield from _everywhere(failure, name)
    for call in failure.calls():
        for keyword in call.keywords:
            if keyword.arg == name:
                yield from _mended(failure, call, keyword)
            elif isinstance(keyword.value, ast.Dict):
                yield from _in_dictionary(failure, keyword, name)


def _everywhere(failure: Failure, name: str) -> Iterator[Patch]:
    """The same wrong keyword in several calls of one statement, mended in all of them."""
    found = [
        (call, keyword)
        for call in failure.calls()
        for keyword in call.keywords
        if keyword.arg == name and name not in surface.keywords(callee(call))
    ]
    if not found[1:]:
        return
    edits, told = failure.edits(), list[str]()
    for call, keyword in found:
        others = _other_names(name, callee(call), _accepted(failure, call))
        others += ["shift"] if name == "direction" and callee(call).startswith("Fade") else []
        if others:
            edits.replace(keyword, f"{others[0]}={edits.text(keyword.value)}")
            told.append(f"{name} became {others[0]}")
        else:
            edits.drop_argument(call, keyword)
            told.append(f"{callee(call)} does not take {name}; it was left out")
    yield Patch(edits.result(), "; ".join(dict.fromkeys(told)))


def _mended(failure: Failure, call: ast.Call, keyword: ast.keyword) -> Iterator[Patch]:
    edits = failure.edits()
    name, owner = str(keyword.arg), callee(call)
    value = edits.text(keyword.value)
    accepted = _accepted(failure, call)
    given = {item.arg for item in call.keywords}
    if name.rpartition("_")[2] in {"min", "max"}:
        yield from _range(failure, call)
    if name in _SCALED and not surface.is_animation_class(owner):
        moved = edits.drop_argument(call, keyword).after(call, f".scale({value})")
        yield Patch(moved.result(), f"{name}={value} became .scale({value})")
    if name == "side_length" and owner == "Triangle":
        fitted = f".scale_to_fit_width({value})"
        moved = failure.edits().drop_argument(call, keyword).after(call, fitted)
        yield Patch(moved.result(), f"side_length became {fitted}")
    if name in {"position", "pos", "center", "location"} and "point" not in accepted:
        moved = failure.edits().drop_argument(call, keyword).after(call, f".move_to({value})")
        yield Patch(moved.result(), f"{name} became .move_to({value})")
    for new in _other_names(name, owner, accepted):
        if new not in given:
            text = f"{new}={_other_value(new, value)}"
            yield Patch(failure.edits().replace(keyword, text).result(), f"{name} became {new}")
    stem, _, part = name.partition("_")
    if name.startswith(("fill", "stroke", "opacity")) and surface.is_mobject_class(owner):
        method = {"fill": "set_fill", "stroke": "set_stroke"}.get(stem, "set_opacity")
        styled = f".{method}({f'{part}=' if part and method != 'set_opacity' else ''}{value})"
        moved = failure.edits().drop_argument(call, keyword).after(call, styled)
        yield Patch(moved.result(), f"{name} became {styled}")
    dropped = failure.edits().drop_argument(call, keyword).result()
    yield Patch(dropped, f"{owner} does not take {name}; it was left out")


def _accepted(failure: Failure, call: ast.Call) -> frozenset[str]:
    if isinstance(call.func, ast.Attribute):
        owner = class_of(call.func.value, classes(failure.tree))
        if owner is None and ast.unparse(call.func.value) == "self":
            owner = "Scene"
        return surface.method_keywords(owner or "Mobject", call.func.attr)
    return surface.keywords(callee(call))


def _other_names(name: str, owner: str, accepted: frozenset[str]) -> list[str]:
    found = [
        table[name]
        for table in (KEYWORDS.get(owner, {}), KEYWORDS["*"])
        if table.get(name) in accepted
    ]
    near = surface.nearest(name, accepted, 0.75)
    if near is not None:
        found.append(near)
    return list(dict.fromkeys([*found, *alike(name, accepted, count=2)]))


def _other_value(name: str, value: str) -> str:
    if name == "weight" and value in {"True", "False"}:
        return "BOLD" if value == "True" else "NORMAL"
    return value


def _range(failure: Failure, call: ast.Call) -> Iterator[Patch]:
    """`x_min=-3, x_max=3` becomes `x_range=[-3, 3]`."""
    edits = failure.edits()
    by_name = {str(item.arg): item for item in call.keywords}
    gone: set[str] = set()
    ranges: list[str] = []
    for axis in ("x_", "y_", "z_", "t_", "u_", "v_", ""):
        low, high = by_name.get(f"{axis}min"), by_name.get(f"{axis}max")
        if low is None and high is None:
            continue
        gone |= {f"{axis}min", f"{axis}max"}
        a = edits.text(low.value) if low else "0"
        b = edits.text(high.value) if high else "5"
        ranges.append(f"{axis or 'x_'}range=[{a}, {b}]")
    kept = [edits.text(item) for item in call.args]
    kept += ranges + [edits.text(item) for item in call.keywords if item.arg not in gone]
    new = f"{edits.text(call.func)}({', '.join(kept)})"
    yield Patch(edits.replace(call, new).result(), f"minima and maxima became {', '.join(ranges)}")


def _in_dictionary(failure: Failure, keyword: ast.keyword, name: str) -> Iterator[Patch]:
    if not isinstance(keyword.value, ast.Dict):
        return
    for key, value in zip(keyword.value.keys, keyword.value.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == name:
            edits = failure.edits()
            accepted = surface.keywords("NumberLine") | surface.keywords("Line")
            for new in _other_names(name, "NumberLine", accepted):
                text = failure.edits().replace(key, f'"{new}"').result()
                yield Patch(text, f"{name} became {new}")
            pairs = [
                f"{edits.text(k)}: {edits.text(v)}"
                for k, v in zip(keyword.value.keys, keyword.value.values, strict=True)
                if k is not None and k is not key
            ]
            del value
            inside = "{" + ", ".join(pairs) + "}"
            told = f"{name} is not known there; it was left out"
            yield Patch(edits.replace(keyword.value, inside).result(), told)


def repeated_argument(failure: Failure) -> Iterator[Patch]:
    """The same argument by place and by name: the name stays away."""
    match = _MULTIPLE.search(failure.message)
    if match is None:
        return
    for call in failure.calls():
        for keyword in call.keywords:
            if keyword.arg == match[1]:
                text = failure.edits().drop_argument(call, keyword).result()
                yield Patch(text, f"{match[1]} was given twice; the second one was left out")


def too_many_arguments(failure: Failure) -> Iterator[Patch]:
    if _TOO_MANY.search(failure.message) is None or "getter()" in failure.message:
        return
    for call in failure.calls():
        if len(call.args) < 2 or f"{callee(call)}" not in failure.message:  # noqa: PLR2004 - the second is one too many
            continue
        edits = failure.edits()
        accepted = _accepted(failure, call)
        if "color" in accepted and "color" not in {k.arg for k in call.keywords}:
            text = Edits(failure.source).replace(
                call.args[-1], f"color={edits.text(call.args[-1])}"
            )
            yield Patch(text.result(), "the last argument became color")
        text = edits.drop_argument(call, call.args[-1]).result()
        yield Patch(text, f"{callee(call)} takes fewer arguments; the last one was left out")


def flat_points(failure: Failure) -> Iterator[Patch]:
    """Points with two coordinates where three are wanted."""
    if not re.search(
        r"broadcast|shape|inhomogeneous|dimension|size 2|setting an array", failure.message
    ):
        return
    statement = failure.statement()
    found: list[Edits] = []
    for root in (statement, failure.tree):
        if root is None:
            continue
        edits, count = failure.edits(), 0
        for node in ast.walk(root):
            if isinstance(node, ast.Call) and callee(node) not in {"c2p", "coords_to_point"}:
                for argument in [*node.args, *(k.value for k in node.keywords if not _ranges(k))]:
                    count += _deepened(edits, argument)
        if count:
            found.append(edits)
            yield Patch(edits.result(), f"{count} points got a third coordinate")


def _ranges(keyword: ast.keyword) -> bool:
    return (keyword.arg or "").endswith(("range", "config", "values", "ratio", "size"))


def _deepened(edits: Edits, node: ast.expr) -> int:
    match node:
        case ast.List(elts=[a, b]) | ast.Tuple(elts=[a, b]) if _number(a) and _number(b):
            edits.after(b, ", 0")
            return 1
        case ast.List(elts=items) | ast.Tuple(elts=items):
            return sum(
                _deepened(edits, item) for item in items if isinstance(item, ast.List | ast.Tuple)
            )
        case _:
            return 0


def _number(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    return isinstance(node, ast.UnaryOp | ast.BinOp | ast.Name | ast.Call)


def _listed(node: ast.expr) -> Iterator[ast.expr]:
    """The value, or the values of a list, but nothing inside a call."""
    if isinstance(node, ast.List | ast.Tuple):
        for item in node.elts:
            yield from _listed(item)
    else:
        yield node


def numbers_for_text(failure: Failure) -> Iterator[Patch]:
    """Numbers where words are wanted: `Table([[1, 2]])`, `Text(5)`."""
    if not re.search(
        r"str instance|must be str|has no len|attribute '(replace|strip|find)'|expected string",
        failure.message,
    ):
        return
    for call in failure.calls():
        if callee(call) not in {
            "Table",
            "Text",
            "Tex",
            "MathTex",
            "MarkupText",
            "Paragraph",
            "MobjectTable",
        }:
            continue
        edits, count = failure.edits(), 0
        for argument in call.args:
            for node in _listed(argument):
                if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                    edits.replace(node, f'"{node.value}"')
                    count += 1
        if not count and call.args:
            edits.replace(call.args[0], f"str({edits.text(call.args[0])})")
        yield Patch(edits.result(), "numbers became text")
