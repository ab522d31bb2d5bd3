"""How a render ends: a value in every case that says something about the scene.

```text
            ┌─ Rendered   a validated film, and what it measured
plan ──▶ ───┼─ Rejected   the scene is wrong; the author can mend it
            └─ LimitHit   the scene asked for too much of something
```
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal


class ErrorClass(StrEnum):
    """The names that users, the repairing author and webhooks see."""

    CODE_REJECTED = "CODE_REJECTED"
    CODE_ERROR = "CODE_ERROR"
    TEX_ERROR = "TEX_ERROR"
    RENDER_TIMEOUT = "RENDER_TIMEOUT"
    LIMIT_MEMORY = "LIMIT_MEMORY"
    LIMIT_PROCESSES = "LIMIT_PROCESSES"
    LIMIT_DISK = "LIMIT_DISK"
    LIMIT_OUTPUT = "LIMIT_OUTPUT"
    OUTPUT_MISSING = "OUTPUT_MISSING"
    OUTPUT_INVALID = "OUTPUT_INVALID"


@dataclass(frozen=True, slots=True)
class Play:
    """One `play` or `wait` of the scene, in frames."""

    first_frame: int
    frames: int
    line: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A named stretch of the scene, in frames."""

    name: str
    first_frame: int
    frames: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A film that was copied out, decoded at both ends, measured and rewritten by us.

    Files stay where they are until the renderer is closed or `release` is called with the value.
    """

    chunk: Path
    poster: Path | None
    preview: Path | None
    frame_hashes: Path | None
    sha256: str
    bytes: int
    duration_in_frames: int
    fps: int
    width: int
    height: int
    codec: str
    has_audio: bool
    render_ms: int
    cache_hit: bool
    plays: tuple[Play, ...] = ()
    sections: tuple[Section, ...] = ()
    reused_chunks: int = 0
    drawn_chunks: int = 0
    report: Mapping[str, object] = field(default_factory=dict[str, object])
    """As in `Inspected`, if the plan asked for it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The scene is wrong. The message is safe to show and written for whoever mends the code."""

    error_class: ErrorClass
    message: str
    line: int | None = None
    error_type: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class LimitHit:
    """The scene asked for too much; the sandbox and everything in it was ended."""

    error_class: ErrorClass
    message: str
    kind: Literal["wall", "cpu"] | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a scene contains, as the process inside tells it; nothing here is proved."""

    report: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a running render; `preview` is set when a validated preview is there.

    That is up to twice: how the film begins, then all of it (`preview_is_whole`) with its poster.
    """

    stage: str
    done: int = 0
    total: int | None = None
    preview: Path | None = None
    preview_is_whole: bool = False
    poster: Path | None = None


Outcome = Rendered | Rejected | LimitHit
