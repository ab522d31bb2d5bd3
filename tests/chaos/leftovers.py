"""What a scenario may leave on the machine, and whether it did: nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

from backend.rendering.sandbox.slots import FIRST_UID, Slots
from backend.testing.box_users import running_as

# Where workers keep their slots, as root; the control groups carry the folder's name.
_STATE = Path("/run/scenewright")
_GROUPS = Path("/sys/fs/cgroup")


class Leftovers:
    """Compares with what ran when it was made: the parts of the stack itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._before = frozenset(self._of_stack())

    def found(self) -> list[str]:
        """Processes of the stack, processes and groups of slots that nobody holds, and mounts."""
        mounts = Path("/proc/self/mounts").read_text().splitlines()
        places = (self._folder, str(_STATE))
        return [
            *(f"process {pid}" for pid in set(self._of_stack()) - self._before),
            *_in_free_slots(),
            *(f"mount {line}" for line in mounts if any(place in line for place in places)),
        ]

    def _of_stack(self) -> Iterator[int]:
        """Processes that were started with the folder of the stack."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                said = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            if self._folder.encode() in said and int(process.name) != os.getpid():
                yield int(process.name)


def _in_free_slots() -> list[str]:
    """Whoever takes a slot's lock knows that what is in it has lost its owner."""
    what: dict[int, list[str]] = {}
    for pid, slot in running_as(FIRST_UID):
        what.setdefault(slot, []).append(f"process {pid} of slot {slot}")
    for group in _GROUPS.glob(f"**/{_STATE.name}/slot-*"):
        slot = int(group.name.removeprefix("slot-"))
        what.setdefault(slot, []).append(f"group {group}")
    if not what:
        return []
    free: list[str] = []
    for slot in Slots(_STATE / "slots").free():
        # Looked at again while it is held: its owner may have come or gone meanwhile.
        free += [each for each in what.get(slot.number, []) if _is_there(each)]
        slot.release()
    return free


def _is_there(found: str) -> bool:
    kind, name, *_rest = found.split()
    return Path(name if kind == "group" else f"/proc/{name}").exists()
