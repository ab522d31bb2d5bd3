"""Which reports count: the Python twin of `convex/shared/fence.ts`, with the same vectors.

Convex decides; this twin lets the suites and the fake ledger agree with it, and tells a worker what
an answer will be.
"""

from dataclasses import dataclass
from typing import Literal

End = Literal["none", "finished", "cancelled", "superseded"]
Ignored = Literal["stale", "old", "duplicate", "superseded"]


@dataclass(frozen=True, order=True)
class Position:
    """Where a report stands; later ones are greater."""

    attempt: int
    rank: int
    seq: int


@dataclass(frozen=True)
class FenceTarget:
    """What the ledger knows of the thing that a report is about."""

    job_id: str | None
    attempt: int
    end: End
    last: Position


def fence(target: FenceTarget, job_id: str, message: Position) -> Ignored | None:
    """Why a report does not count; `None` when it does."""
    if target.end == "superseded":
        return "superseded"
    if target.job_id != job_id:
        return "stale"
    if message == target.last:
        return "duplicate"
    if message < target.last:
        return "old"
    if target.end != "none" or message.attempt != target.attempt:
        return "stale"
    return None
