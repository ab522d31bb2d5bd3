"""What the pipeline takes from outside, and what it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from backend.authoring.port import Failure, Json, Written


@dataclass(frozen=True)
class Rehearsal:
    """What a dry run said; the allow-list is part of it."""

    ok: bool
    # The class of the failure: CODE_REJECTED, CODE_ERROR, RENDER_TIMEOUT …
    kind: str = ""
    error_type: str = ""
    message: str = ""
    line: int | None = None
    # The rule of the allow-list that refused it.
    rule: str | None = None
    plays: int = 0
    # It asked for too much of something: repairing the code would be guessing.
    hopeless: bool = False
    # What stood on the stage: texts, offFrame, overlappingTexts, smallTexts, classes.
    report: Json = field(default_factory=dict[str, object])


class Stage(Protocol):
    """Everything that the pipeline needs from outside; what it raises is let through."""

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        """Dry-run a scene in the sandbox at its real size."""
        ...

    def tell(self, stage: str) -> None:
        """Say what is done now: checking, rehearsing, repairing, placeholder."""
        ...


@dataclass(frozen=True)
class Budget:
    """What one scene may cost; the first bound that is reached ends the work."""

    model_calls: int = 3
    rehearsals: int = 40
    seconds: float = 120.0
    # False leaves the check of documents made of known kinds to the render.
    rehearse_known: bool = True


@dataclass(frozen=True)
class Attempt:
    """One thing that was tried, kept on the version for the person to see."""

    step: str
    outcome: str
    message: str = ""
    code: str = ""


@dataclass(frozen=True)
class Ready:
    """A scene whose last dry run ended well."""

    written: Written
    code: str
    scene_name: str | None
    # First and last line of each object's statements.
    lines: Mapping[str, tuple[int, int]]
    attempts: tuple[Attempt, ...]
    # What stands as a placeholder or was left out, in words.
    placeholders: tuple[str, ...] = ()
    # Layout faults that are left: text off the frame, over other text, or too small.
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class GivenUp:
    """Nothing within the budget made the scene run."""

    failure: Failure
    rehearsal: Rehearsal
    attempts: tuple[Attempt, ...]
    code: str
    written: Written
