"""Does what Python says to Convex fit Convex's own validators?

`tests/contracts/callback_shapes.json` holds those validators as Convex writes them down; a test of
`convex/` keeps the file equal to them, and every fake of Convex checks what it is told against it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

_FILE = Path(__file__).resolve().parents[2] / "tests" / "contracts" / "callback_shapes.json"
_SCALARS: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "id": (str,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}

Shape = Mapping[str, Any]


@cache
def shapes(kind: str) -> Mapping[str, Shape]:
    """The validators of all routes; `kind` is `bodies` or `answers`."""
    return cast("Mapping[str, Shape]", json.loads(_FILE.read_text("utf-8"))[kind])


def misfit(shape: Shape, value: object, path: str = "body") -> str | None:
    """Where a value does not fit, or None."""
    match shape["type"]:
        case "any":
            return None
        case "object":
            return _object_misfit(shape["value"], value, path)
        case "array":
            return _array_misfit(shape["value"], value, path)
        case "union":
            fits = any(misfit(one, value, path) is None for one in shape["value"])
            return None if fits else f"{path} has none of the allowed values"
        case "literal":
            return None if value == shape["value"] else f"{path} must be {shape['value']}"
        case kind:
            return _scalar_misfit(kind, value, path)


def _object_misfit(fields: Mapping[str, Any], value: object, path: str) -> str | None:
    if not isinstance(value, dict):
        return f"{path} must be an object"
    given = cast("dict[str, object]", value)
    for name in given:
        if name not in fields:
            return f"{path}.{name} is not known"
    for name, field in fields.items():
        if name not in given:
            if not field["optional"]:
                return f"{path}.{name} is missing"
        elif found := misfit(field["fieldType"], given[name], f"{path}.{name}"):
            return found
    return None


def _array_misfit(element: Shape, value: object, path: str) -> str | None:
    if not isinstance(value, list):
        return f"{path} must be an array"
    for index, item in enumerate(cast("list[object]", value)):
        if found := misfit(element, item, f"{path}[{index}]"):
            return found
    return None


def _scalar_misfit(kind: str, value: object, path: str) -> str | None:
    if kind == "record":
        return None if isinstance(value, dict) else f"{path} must be an object"
    fits = isinstance(value, _SCALARS[kind]) and (kind == "boolean") == isinstance(value, bool)
    return None if fits else f"{path} must be a {kind}"
