"""What the supervisor knows about one part: data, and nothing else."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Probe = Callable[[], Coroutine[None, None, str | None]]
"""Asks a part whether it serves: nothing when it does, else what is wrong in a few words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the product."""

    name: str
    title: str
    command: list[str]
    probe: Probe
    address: str = ""
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    needs: tuple[str, ...] = ()
    """Names of the parts that must serve, and be prepared, before this one starts."""
    prepare: Callable[[], Awaitable[None]] | None = None
    """Runs once after the part serves and before a part that needs it starts."""
    tier: Literal["edge", "store"] = "edge"
    """Edges stop first, so that no store goes away under a part that still writes."""
    ready_seconds_max: float = 60.0
    ready_file: Path | None = None
    """Removed before each start, so that an old one never speaks for a new process."""
    advice: str = ""
    """What a person can try when the part does not come up."""
