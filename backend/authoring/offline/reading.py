"""One way to read an instruction."""

from dataclasses import dataclass

from pydantic import JsonValue

Json = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Edit:
    """Operations, what they do in words, and how sure it is that they are meant."""

    operations: tuple[Json, ...]
    said: str
    sure: float
