"""One control group a slot, for memory, processes and counting, on either version of the interface.

The group outlives its processes by a moment and its owner never: `Cgroups.clear` ends and removes
whatever a dead owner left in a slot.
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.rendering.sandbox.port import Limits

_ROOT: Final = Path("/sys/fs/cgroup")
_ROUNDS: Final = 2000
_CONTROLLERS: Final = frozenset({"memory", "pids"})


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _write(path: Path, value: object) -> bool:
    try:
        path.write_text(f"{value}\n")
    except OSError:
        return False
    return True


def _field(text: str, name: str) -> int:
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if key == name and value.isdigit():
            return int(value)
    return 0


@dataclass(frozen=True, slots=True)
class Cgroup:
    """A slot's group: one folder (v2) or one for each controller (v1)."""

    memory: Path
    pids: Path
    cpu: Path | None
    unified: bool

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder, once."""
        found = (self.memory, self.pids, *([self.cpu] if self.cpu else []))
        return tuple(dict.fromkeys(found))

    @property
    def joins(self) -> tuple[Path, ...]:
        """The files that a process writes itself into."""
        return tuple(folder / "cgroup.procs" for folder in self.folders)

    def oom_kills(self) -> int:
        """How many processes the kernel ended for memory."""
        name = "memory.events" if self.unified else "memory.oom_control"
        return _field(_read(self.memory / name), "oom_kill")

    def fork_refusals(self) -> int:
        """How often a new process was refused."""
        return _field(_read(self.pids / "pids.events"), "max")

    def cpu_seconds(self) -> float:
        """Processor time of all processes, those that ended included."""
        if self.unified:
            return _field(_read(self.memory / "cpu.stat"), "usage_usec") / 1e6
        usage = _read(self.cpu / "cpuacct.usage").strip() if self.cpu else ""
        return int(usage) / 1e9 if usage.isdigit() else 0.0

    def members(self) -> set[int]:
        """Process ids in any of the folders."""
        text = " ".join(_read(path) for path in self.joins)
        return {int(word) for word in text.split()}

    def kill(self) -> bool:
        """End every member; says whether none is left.

        New forks are refused first, so that a fork storm cannot outrun the loop.
        """
        _write(self.pids / "pids.max", 0)
        for _ in range(_ROUNDS):
            if not self.folders[0].exists() or not (members := self.members()):
                return True
            _write(self.memory / "cgroup.kill", 1)
            for pid in members:
                _end(pid)
            os.sched_yield()
        return False

    def remove(self) -> None:
        """Remove the folders; the kernel refuses while a member is left."""
        for folder in self.folders:
            for _ in range(_ROUNDS):
                try:
                    folder.rmdir()
                except FileNotFoundError:
                    break
                except OSError:
                    os.sched_yield()
                    continue
                break


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


class Cgroups:
    """Where groups can be made, if anywhere."""

    def __init__(self, parent: str, *, root: Path = _ROOT) -> None:
        self._root = root
        self._parent = parent
        self._v2_base = root
        self._unified = (root / "cgroup.controllers").exists()
        self.available = self._prepare()

    def _prepare(self) -> bool:
        if not self._unified:
            wanted = ("memory", "pids")
            return all(_make(self._root / name / self._parent) for name in wanted)
        if set(_read(self._root / "cgroup.subtree_control").split()) >= _CONTROLLERS:
            # The machine's own root group, whose children may have both controllers as it is.
            self._v2_base = self._root / self._parent
            if _make(self._v2_base) and _enable(self._v2_base):
                return True
        own = _read(Path("/proc/self/cgroup")).strip().rpartition("::/")[2]
        base = self._root / own if self._root == _ROOT else self._root
        self._v2_base = base / self._parent
        return _delegate(base) and _make(self._v2_base) and _enable(self._v2_base)

    def _of(self, slot: int) -> Cgroup:
        leaf = f"slot-{slot:03d}"
        if self._unified:
            folder = self._v2_base / leaf
            return Cgroup(folder, folder, None, unified=True)
        accounting = self._root / "cpuacct" / self._parent
        return Cgroup(
            memory=self._root / "memory" / self._parent / leaf,
            pids=self._root / "pids" / self._parent / leaf,
            cpu=accounting / leaf if _make(accounting) else None,
            unified=False,
        )

    def create(self, slot: int, limits: Limits) -> Cgroup:
        """Make a slot's group with its limits, after clearing what was there."""
        self.clear(slot)
        group = self._of(slot)
        for folder in group.folders:
            if not folder.parent.exists():
                # Another renderer of this machine has closed, and was the last to use it.
                self._prepare()
            folder.mkdir(exist_ok=True)
        settings: list[tuple[Path, object]]
        if self._unified:
            settings = [
                (group.memory / "memory.max", limits.memory_bytes),
                (group.memory / "memory.swap.max", 0),
                (group.memory / "memory.oom.group", 1),
            ]
        else:
            settings = [
                (group.memory / "memory.limit_in_bytes", limits.memory_bytes),
                (group.memory / "memory.memsw.limit_in_bytes", limits.memory_bytes),
                (group.memory / "memory.swappiness", 0),
            ]
        for path, value in settings:
            _write(path, value)
        (group.pids / "pids.max").write_text(f"{limits.processes}\n")
        return group

    def clear(self, slot: int) -> bool:
        """End and remove what is left in a slot; says whether there was anything."""
        group = self._of(slot)
        if not any(folder.exists() for folder in group.folders):
            return False
        group.kill()
        group.remove()
        return True

    def close(self) -> None:
        """Remove the parent folders if nobody else has a group in them."""
        folders = [self._root / name / self._parent for name in ("memory", "pids", "cpuacct")]
        for folder in [self._v2_base] if self._unified else folders:
            with suppress(OSError):
                folder.rmdir()


def _make(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _delegate(base: Path) -> bool:
    """Hand memory and pids to the children of a v2 group.

    The kernel refuses while the group has members of its own, so these move into a leaf first.
    """
    if _enable(base):
        return True
    leaf = base / "scenewright-owner"
    if not _make(leaf):
        return False

    for pid in _read(base / "cgroup.procs").split():
        _write(leaf / "cgroup.procs", pid)
    return _enable(base)


def _enable(group: Path) -> bool:
    return _write(group / "cgroup.subtree_control", "+memory +pids")
