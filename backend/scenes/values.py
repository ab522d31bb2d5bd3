"""What an argument may hold: a literal, or one of four references written as one-key objects.

{"param": "a"}        the value of a parameter
{"object": "axes"}    another object
{"expr": "x^2 - 3"}   a formula of our own grammar
{"code": "..."}       opaque Python, kept as somebody wrote it
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

RefKind = Literal["param", "object", "expr", "code"]
_KINDS: tuple[RefKind, ...] = ("param", "object", "expr", "code")


@dataclass(frozen=True, slots=True)
class Ref:
    kind: RefKind
    text: str


def ref_of(value: JsonValue) -> Ref | None:
    """The reference that `value` is, or None for a literal."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((key, text),) = value.items()
    if key in _KINDS and isinstance(text, str):
        return Ref(key, text)
    return None


def refs_in(value: JsonValue) -> Iterator[Ref]:
    """Every reference inside `value`, however deep in lists."""
    if isinstance(value, list):
        for item in value:
            yield from refs_in(item)
    elif isinstance(value, dict) and (ref := ref_of(value)) is not None:
        yield ref


def tidy(value: JsonValue) -> JsonValue:
    """One spelling for each value: `2.0` is `2`, so that equal documents are equal bytes."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - past it floats lose integers
        return int(value)
    if isinstance(value, list):
        return [tidy(item) for item in value]
    return value


def param(name: str) -> JsonValue:
    return {"param": name}


def obj(name: str) -> JsonValue:
    return {"object": name}


def expr(text: str) -> JsonValue:
    return {"expr": text}
