"""One page of documentation: what is found, shown, and credited."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["class", "function", "method", "constant", "recipe", "renamed"]


@dataclass(frozen=True, slots=True)
class Page:
    """A self-contained answer about one symbol, or to one how-to question."""

    id: str
    kind: Kind
    title: str
    """What a reader sees first: `Circle`, `Axes.plot`, `Put a label under an object`."""
    summary: str
    signature: str = ""
    text: str = ""
    example: str = ""
    members: list[str] = field(default_factory=list[str])
    """Names that belong to the page's symbol; found when a query names one."""
    accepts: list[str] = field(default_factory=list[str])
    """Every keyword that a class takes, its bases' included; empty when it takes any."""
    source: str = "manim"
    version: str = ""
    licence: str = "MIT"
