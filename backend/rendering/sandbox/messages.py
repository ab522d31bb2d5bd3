"""Reading what a box says. All of it is hostile: any value may be anything."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

_INSIDE_PATH = re.compile(
    r"(?<![\w.])(?:~|(?:\.{1,2}/)*\.{1,2})?/(?:(?:[\w.+@-]+/)+[\w.+@-]*"
    r"|(?:opt|job|tmp|usr|root|home|var|etc|proc|lib|dev|run|mnt|sys)(?![\w.-]))"
)
TEXT_MAX: Final = 2000
_DEPTH_MAX: Final = 6
_ITEMS_MAX: Final = 10_000
_WHOLE_MAX: Final = 2**53


def parse(line: bytes) -> Mapping[str, object] | None:
    """A line as an object, or None."""
    try:
        value: object = json.loads(line, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else None


def text(value: object, *, limit: int = TEXT_MAX) -> str:
    """A string that is safe to show: no control characters, no paths, not long."""
    if not isinstance(value, str):
        return ""
    shown = "".join(c for c in value[: limit * 4] if c.isprintable() or c in "\n\t")
    return _INSIDE_PATH.sub(_leaf, shown)[:limit]


def _leaf(match: re.Match[str]) -> str:
    return match.group(0).rsplit("/", 1)[-1] or "file"


def whole(value: object, *, low: int = 0, high: int = 2**31 - 1) -> int | None:
    """A whole number within bounds, or None."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if low <= value <= high else None


def number(value: object) -> float | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def items(value: object, *, limit: int) -> Sequence[Mapping[str, object]]:
    """The objects of a list, at most so many."""
    if not isinstance(value, list):
        return []
    found = cast("list[object]", value)[:limit]
    return [cast("Mapping[str, object]", item) for item in found if isinstance(item, dict)]


def plain(value: object, *, depth: int = _DEPTH_MAX) -> object:
    """A value of which nothing is believed, made fit to be kept and shown.

    Texts keep their words, paths among them: this is what a scene shows, not how it failed.
    """
    match value:
        case str():
            return "".join(c for c in value[:TEXT_MAX] if c.isprintable() or c in "\n\t")
        case bool() | None:
            return value
        case int() | float():
            found = whole(value, low=-_WHOLE_MAX, high=_WHOLE_MAX)
            return number(value) if isinstance(value, float) else found
        case list() if depth:
            items_in = cast("list[object]", value)[:_ITEMS_MAX]
            return [plain(item, depth=depth - 1) for item in items_in]
        case dict() if depth:
            return record(cast("Mapping[str, object]", value), depth=depth - 1)
        case _:
            return None


def record(value: Mapping[str, object], *, depth: int = _DEPTH_MAX) -> Mapping[str, object]:
    """The same of an object, which stays one."""
    found = list(value.items())[:_ITEMS_MAX]
    return {text(name, limit=200): plain(item, depth=depth) for name, item in found}
