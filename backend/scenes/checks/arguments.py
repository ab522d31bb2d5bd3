"""Does a value fit its argument? One short sentence when it does not."""

import re
from collections.abc import Callable

from pydantic import JsonValue

from backend.scenes.compiler.literals import SIDES
from backend.scenes.expressions import ExpressionError, parse
from backend.scenes.expressions.vocabulary import DIRECTIONS
from backend.scenes.kinds import Arg
from backend.scenes.themes import SIZES, TOKENS

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_MANIM_COLOR = re.compile(r"[A-Z][A-Z_]*[A-E]?")


def complaint(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    """What is wrong with a literal, as the end of a sentence that starts with the argument."""
    return _CHECKS[arg.type](arg, value, names)


def expression_complaint(text: str, names: frozenset[str]) -> str | None:
    try:
        parse(text, names)
    except ExpressionError as error:
        return f"is not a formula: {error}"
    return None


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del names
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"must be a number, got {_shown(value)}"
    if arg.above is not None and not value > arg.above:
        return f"must be > {arg.above:g}, got {value:g}"
    if arg.min is not None and not value >= arg.min:
        return f"must be ≥ {arg.min:g}, got {value:g}"
    if arg.max is not None and not value <= arg.max:
        return f"must be ≤ {arg.max:g}, got {value:g}"
    return None


def _integer(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"must be a whole number, got {_shown(value)}"
    return _number(arg, value, names)


def _text(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del names
    if not isinstance(value, str):
        return f"must be text, got {_shown(value)}"
    return _counted(arg, len(value), "characters")


def _counted(arg: Arg, count: int, what: str) -> str | None:
    if arg.length is None or arg.length[0] <= count <= arg.length[1]:
        return None
    return f"must have {arg.length[0]} to {arg.length[1]} {what}, got {count}"


def _boolean(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    return None if isinstance(value, bool) else f"must be true or false, got {_shown(value)}"


def _choice(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del names
    if value in arg.choices:
        return None
    return f"must be one of {', '.join(arg.choices)}, got {_shown(value)}"


def _color(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    if isinstance(value, str) and (
        value in TOKENS or _HEX.fullmatch(value) or _MANIM_COLOR.fullmatch(value)
    ):
        return None
    return f"must be a colour such as primary, #4cc2ff or BLUE, got {_shown(value)}"


def _point(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    if isinstance(value, str) and (value in SIDES or value in DIRECTIONS):
        return None
    if isinstance(value, list) and len(value) in {2, 3}:
        return next((text for item in value if (text := _entry(arg, item, names))), None)
    return f"must be a point [x, y] or [x, y, z], got {_shown(value)}"


def _entry(arg: Arg, item: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    if _is_number(item) or isinstance(item, dict):
        return None
    return f"must hold numbers, got {_shown(item)}"


def _direction(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    if _point(arg, value, names) is None:
        return None
    return f"must be a side such as up or down_left, or [x, y, z], got {_shown(value)}"


def _list_of(inner: Callable[[Arg, JsonValue, frozenset[str]], str | None], what: str) -> "_Check":
    def check(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
        if not isinstance(value, list):
            return f"must be a list of {what}, got {_shown(value)}"
        if (text := _counted(arg, len(value), "entries")) is not None:
            return text
        for number, item in enumerate(value):
            if isinstance(item, dict):
                continue
            if (text := inner(_BARE, item, names)) is not None:
                return f"entry {number + 1} {text}"
        return None

    return check


_Check = Callable[[Arg, JsonValue, frozenset[str]], str | None]
_BARE = Arg("", "any")


def _range(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    if not isinstance(value, list) or len(value) not in {2, 3}:
        return f"must be [from, to] or [from, to, step], got {_shown(value)}"
    numbers = [item for item in value if isinstance(item, int | float)]
    if len(numbers) != len(value):
        return None if any(isinstance(item, dict) for item in value) else "must hold numbers"
    if not numbers[0] < numbers[1]:
        return f"must rise, got {numbers[0]:g} to {numbers[1]:g}"
    if len(numbers) > 2:  # noqa: PLR2004 - from, to, step
        if numbers[2] <= 0:
            return f"must have a step > 0, got {numbers[2]:g}"
        if (numbers[1] - numbers[0]) / numbers[2] > 200:  # noqa: PLR2004 - more ticks than pixels for them
            return "has more than 200 steps"
    return None


def _function(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    return f"must be a formula, got {_shown(value)}"


def _object(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    return f"must name an object, got {_shown(value)}"


def _table(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del names
    if not isinstance(value, list) or not value or not all(isinstance(r, list) for r in value):
        return f"must be rows of entries, got {_shown(value)}"
    widths = {len(row) for row in value if isinstance(row, list)}
    if len(widths) > 1 or widths == {0}:
        return "must have rows of equal length"
    if arg.type == "matrix" and not all(
        isinstance(item, int | float | str | dict)
        for row in value
        if isinstance(row, list)
        for item in row
    ):
        return "must hold numbers or text"
    return None


def _edges(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del arg, names
    if not isinstance(value, list):
        return f"must be a list of pairs of names, got {_shown(value)}"
    for number, item in enumerate(value):
        if not isinstance(item, list) or len(item) not in {2, 3}:
            return f"entry {number + 1} must be [from, to] or [from, to, weight]"
    return None


def _asset(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    if (text := _text(arg, value, names)) is not None:
        return text
    if isinstance(value, str) and (value.startswith("/") or ".." in value.split("/")):
        return "must be the name of one of the project's files"
    return None


def _anything(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    del names
    return _counted(arg, len(value), "entries") if isinstance(value, list) else None


def _size(arg: Arg, value: JsonValue, names: frozenset[str]) -> str | None:
    if isinstance(value, str):
        return None if value in SIZES else f"must be a number or one of {', '.join(SIZES)}"
    return _number(arg, value, names)


def _shown(value: JsonValue) -> str:
    text = repr(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) <= 40 else text[:37] + "…"  # noqa: PLR2004 - a message stays one line


_CHECKS: dict[str, _Check] = {
    "number": _number,
    "integer": _integer,
    "text": _text,
    "boolean": _boolean,
    "choice": _choice,
    "color": _color,
    "point": _point,
    "direction": _direction,
    "points": _list_of(_point, "points"),
    "numbers": _list_of(_number, "numbers"),
    "texts": _list_of(_text, "texts"),
    "matrix": _table,
    "grid": _table,
    "range": _range,
    "function": _function,
    "formula": _text,
    "code": _text,
    "object": _object,
    "objects": _list_of(_object, "objects"),
    "pairs": _edges,
    "edges": _edges,
    "asset": _asset,
    "size": _size,
    "any": _anything,
}
