"""The users of a test's boxes: ids that no other run has, and what still runs as one of them."""

import os
from collections.abc import Iterator
from pathlib import Path

from backend.rendering.sandbox.slots import SLOTS

_RANGES_A_RUN = 4
_RUNS = 2_000_000  # keeps every id below 2^31, whatever a process is numbered


def own_uids(number: int) -> int:
    """The first id of one of this run's four ranges; suites whose boxes live at once take two."""
    run = os.getpid() % _RUNS
    return 100_000 + (run * _RANGES_A_RUN + number) * SLOTS


def running_as(first_uid: int) -> Iterator[tuple[int, int]]:
    """The processes of a range of users, and the slot of each.

    A process that only waits to be noticed by its parent is gone.
    """
    for process in Path("/proc").glob("[0-9]*"):
        try:
            slot = process.stat().st_uid - first_uid
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if slot in range(SLOTS) and state != "Z":
            yield int(process.name), slot
