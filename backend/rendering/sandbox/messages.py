"""Reading what a box says. All of it is hostile: any value may be anything."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, cast

_INSIDE_PATH = re.compile(
    r"(?<![\w.])/(?:(?:[\w.+@-]+/)+[\w.+@-]*"
    r"|(?:opt|job|tmp|usr|root|home|var|etc|proc|lib|dev|run|mnt|sys)(?![\w.-]))"
)
TEXT_MAX: Final = 2000


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
