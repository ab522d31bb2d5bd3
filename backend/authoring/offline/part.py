"""One scene to be."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Part:
    """One scene to be: a template and its values, and what was understood."""

    template: str
    values: Mapping[str, JsonValue]
    title: str
    goal: str
    understood: tuple[str, ...]
