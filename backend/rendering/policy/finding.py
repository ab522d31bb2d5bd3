"""One reason to refuse."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule, where it was broken, and what to do about it."""

    rule: str
    line: int
    message: str


def is_dunder(name: str) -> bool:
    """Whether a name starts and ends with two underscores."""
    return name.startswith("__") and name.endswith("__")
