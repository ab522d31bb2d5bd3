"""The ledger as a worker sees it: claim, heartbeat, release, and the three kinds of report.

Shapes are those of `convex/README.md`, "Signed calls".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from backend.convex_client.door import Door, Json

Decision = Literal["go", "stale", "cancelled"]
ReportRoute = Literal[
    "/callbacks/session-updated", "/callbacks/scene-updated", "/callbacks/export-updated"
]


@dataclass(frozen=True)
class JobRef:
    """One attempt at one job, and the user action behind it."""

    job_id: str
    attempt: int
    correlation_id: str


@dataclass(frozen=True)
class Claim:
    """Whether this execution may work, and for how long without a word."""

    decision: Decision
    lease_seconds: float
    heartbeat_seconds: float


@dataclass(frozen=True)
class Pulse:
    """What a heartbeat brought back."""

    ok: bool
    cancel: bool
    superseded: bool


@dataclass(frozen=True)
class ReportAnswer:
    """What Convex did with a report."""

    accepted: bool
    ignored: str | None
    superseded: bool
    cancelled: bool
    retrying: bool


class Ledger:
    """Convex's ledger of jobs through a signed door."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def claim(self, job: JobRef, claim_id: str) -> Claim:
        """Ask to work on this attempt; the same `claim_id` may ask again.

        Raises:
            ConvexUnavailableError: no answer.
            ConvexRefusedError: there is no such job.
        """
        answer = self._call("/callbacks/claim", job, {"claimId": claim_id})
        decision = str(answer.get("decision"))
        return Claim(
            decision=cast("Decision", decision) if decision in {"go", "cancelled"} else "stale",
            lease_seconds=_number(answer, "leaseMs", 45_000) / 1000,
            heartbeat_seconds=_number(answer, "heartbeatMs", 10_000) / 1000,
        )

    def heartbeat(self, job: JobRef, claim_id: str, seq: int) -> Pulse:
        """Say that the job is alive; raises as `claim`."""
        answer = self._call("/callbacks/heartbeat", job, {"claimId": claim_id, "seq": seq})
        return Pulse(
            ok=answer.get("ok") is True,
            cancel=answer.get("cancel") is True,
            superseded=answer.get("superseded") is True,
        )

    def release(self, job: JobRef, claim_id: str, reason: str) -> None:
        """Give the job back, to be dispatched again at once; raises as `claim`."""
        self._call("/callbacks/release", job, {"claimId": claim_id, "reason": reason})

    def report(self, route: ReportRoute, job: JobRef, body: Json) -> ReportAnswer:
        """Send one report; raises as `claim`."""
        return _read_report(self._call(route, job, body))

    def _call(self, route: str, job: JobRef, body: Json) -> Json:
        whole = {**body, "jobId": job.job_id, "attempt": job.attempt}
        return self._door.call(route, whole, correlation_id=job.correlation_id)


def _read_report(answer: Mapping[str, object]) -> ReportAnswer:
    ignored = answer.get("ignored")
    return ReportAnswer(
        accepted=answer.get("accepted") is True,
        ignored=ignored if isinstance(ignored, str) else None,
        superseded=answer.get("superseded") is True,
        cancelled=answer.get("cancelled") is True,
        retrying=answer.get("retrying") is True,
    )


def _number(answer: Json, name: str, default: float) -> float:
    value = answer.get(name)
    return float(value) if isinstance(value, int | float) else default
