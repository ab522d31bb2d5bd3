"""The running product's own note: which processes, which addresses. Read by health and logs."""

import json
import os
import signal
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PartState:
    """One process as it was started. `started` tells it apart from a later owner of its id."""

    name: str
    title: str
    pid: int
    started: str
    address: str
    log: str


@dataclass(frozen=True, slots=True)
class RunState:
    """What one `make run` has running."""

    supervisor_pid: int
    supervisor_started: str
    parts: list[PartState]
    addresses: Mapping[str, str]


def write_atomically(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Writes a file so that a reader, or a power cut, sees the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)


def save(path: Path, state: RunState) -> None:
    write_atomically(path, json.dumps(asdict(state), indent=2))


def load(path: Path) -> RunState | None:
    """The last note, or nothing when there is none or it cannot be read."""
    try:
        raw = json.loads(path.read_text())
        parts = [PartState(**part) for part in raw["parts"]]
        return RunState(
            supervisor_pid=raw["supervisor_pid"],
            supervisor_started=raw["supervisor_started"],
            parts=parts,
            addresses=raw["addresses"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def start_time(pid: int) -> str:
    """When a process started, as the kernel counts; empty when it is gone or not told."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    # The name in brackets may hold spaces; field 22 counts from behind it.
    fields = text.rsplit(")", 1)[1].split()
    return "" if fields[0] == "Z" else fields[19]


def is_alive(pid: int, started: str) -> bool:
    """Whether this very process still runs (not another one that got its id)."""
    return bool(started) and start_time(pid) == started


def kill_leftovers(state: RunState) -> list[str]:
    """Ends what a supervisor that was killed left behind; answers the names of the parts."""
    ended: list[str] = []
    for part in state.parts:
        if is_alive(part.pid, part.started):
            ended.append(part.name)
            kill_group(part.pid, signal.SIGKILL)
    return ended


def kill_group(pid: int, number: signal.Signals) -> None:
    """Signals a part with everything it started; quietly when it is gone already."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        return
