"""What the renderer asks of any sandbox.

A `Box` is warm and single-use: its program has loaded and waits for exactly one job line. It is
fed, watched, emptied and destroyed; nothing of it is ever used again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class CancelToken(Protocol):
    """Says whether the caller wants to stop; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


class Program(StrEnum):
    """What a box can run. There is no way to name anything else."""

    RENDER = "render"
    PROBE = "probe"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one box may use, all its processes together unless said otherwise."""

    memory_bytes: int = 2 * 1024**3
    processes: int = 96
    scratch_bytes: int = 512 * 1024**2
    scratch_inodes: int = 8192
    file_bytes: int = 256 * 1024**2
    open_files: int = 256
    cpu_seconds: int = 1800
    """For each process. The wall clock ends a job first; this ends one that escaped the watch."""
    stdout_bytes: int = 4 * 1024**2
    stderr_bytes: int = 256 * 1024
    ready_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Pressure:
    """How far a running box has gone against its limits."""

    oom_kills: int = 0
    fork_refusals: int = 0
    scratch_full: bool = False
    cpu_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Layer:
    """One ring of defence, and whether this machine has it."""

    name: str
    present: bool
    remedy: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was copied out of a box."""

    path: Path
    sha256: str
    size_bytes: int


class RefusedError(Exception):
    """A file in the box is missing or is not a plain file of the box's own."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.missing = missing


class Box(Protocol):
    """One warm, single-use sandbox."""

    @property
    def stdout_fd(self) -> int:
        """Where the program's JSON lines come from."""
        ...

    @property
    def stderr_fd(self) -> int:
        """Where everything else that it says comes from."""
        ...

    @property
    def job_dir(self) -> str:
        """The scratch folder's path as the program sees it."""
        ...

    @property
    def pending(self) -> bytes:
        """What was read from standard output beyond the line that said ready."""
        ...

    def put(self, name: str, content: Path) -> None:
        """Copy a file in, under `folder/name`; only before `feed`."""
        ...

    def feed(self, line: bytes) -> None:
        """Hand over the one job."""
        ...

    def pressure(self) -> Pressure:
        """Read the counters."""
        ...

    def exit_code(self) -> int | None:
        """How the program ended (negative for a signal), or None while it runs."""
        ...

    def names(self, folder: str) -> Sequence[str]:
        """Names in a folder of the box, at most a few thousand."""
        ...

    def take(self, name: str, target: Path, *, size_bytes_max: int) -> Taken:
        """Copy a file out.

        Raises:
            RefusedError: it is missing, or not a plain file of the box's own within the size.
        """
        ...

    def kill(self) -> None:
        """End every process of the box and return when none is left."""
        ...

    def destroy(self) -> None:
        """Kill, then give back everything that the box held."""
        ...


class Sandbox(Protocol):
    """Makes boxes."""

    @property
    def name(self) -> str:
        """The adapter's name in settings and logs."""
        ...

    @property
    def identity(self) -> str:
        """What of the sandbox may change a pixel: the digest of image or installation."""
        ...

    def layers(self) -> tuple[Layer, ...]:
        """Which rings of defence this machine has."""
        ...

    def open(self, program: Program, cancel: CancelToken | None = None) -> Box:
        """Start a box and return when its program waits for a job.

        Raises:
            RenderCancelledError: the token was set before that; nothing of the box is left.
            SandboxUnavailableError: this machine cannot make one.
            SandboxFailedError: it started and did not become ready.
        """
        ...

    def reap(self) -> int:
        """End what a dead owner left behind; says how many boxes that was."""
        ...

    def close(self) -> None:
        """Release what the adapter itself holds."""
        ...
