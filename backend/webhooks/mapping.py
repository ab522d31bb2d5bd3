"""From another tool's JSON to a prompt: `Explain {{issue.title}}: {{issue.body | no details}}`.

A path names fields and, by number, items of lists. What follows the bar stands in when there is
nothing at the path. There are no loops, no calls and no code: a caller's JSON is data.
"""

import json
import re
from collections.abc import Mapping
from typing import cast

VALUE_CHARS_MAX = 2_000
_HOLE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}")
_PATH = re.compile(r"[^\s.{}|]+(\.[^\s.{}|]+)*")


class MappingError(ValueError):
    """The template cannot be filled from this JSON; `path` says where."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.path = path


def paths_of(template: str) -> list[str]:
    """The paths that a template reads.

    Raises:
        MappingError: a hole of the template holds no path.
    """
    paths = [str(found[1]) for found in _HOLE.finditer(template)]
    for path in paths:
        if _PATH.fullmatch(path) is None:
            message = "This is not a path."
            raise MappingError(message, path)
    return paths


def fill(template: str, value: object) -> str:
    """The template with every path replaced by what stands there.

    Raises:
        MappingError: something is missing that has no stand-in.
    """
    paths_of(template)
    return _HOLE.sub(
        lambda hole: _text_at(value, str(hole[1]), cast("str | None", hole[2])), template
    ).strip()


def _text_at(value: object, path: str, otherwise: str | None) -> str:
    found = value
    for step in path.split("."):
        if isinstance(found, Mapping):
            found = cast("Mapping[str, object]", found).get(step)
        elif isinstance(found, list) and step.isascii() and step.isdigit():
            items = cast("list[object]", found)
            found = items[int(step)] if int(step) < len(items) else None
        else:
            found = None
    if found is None or found == "":
        if otherwise is None:
            message = "There is nothing here, and the mapping has no stand-in for it."
            raise MappingError(message, path)
        return otherwise
    text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
    return text[:VALUE_CHARS_MAX]
