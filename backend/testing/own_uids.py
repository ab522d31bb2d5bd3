"""User ids that no other run of tests on this machine gives to its boxes."""

import os

from backend.rendering.sandbox.slots import SLOTS

_RANGES_A_RUN = 4
_RUNS = 2_000_000  # keeps every id below 2^31, whatever a process is numbered


def own_uids(number: int) -> int:
    """The first id of one of this run's four ranges; suites whose boxes live at once take two."""
    run = os.getpid() % _RUNS
    return 100_000 + (run * _RANGES_A_RUN + number) * SLOTS
