"""One attempt at one job: claim, heartbeat, report, end.

```text
claim ── stale | cancelled ──▶ nothing happens
  │ go
  ▼
work ─────────────▶ last report (durable)
  │ ▲ ▲                       a heartbeat every 10 s, progress at most twice a second;
  │ │ └── heartbeats          their answers, and every report's, may stop the work
  │ └──── progress            threads of their own: a report that is taken slowly delays no beat
  ├── crashed ──▶ reported: an error without a name is ours, and the ledger tries again
  └── stopped ──▶ released when we shut down, silent otherwise: the ledger knows already
```
"""

import math
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import partial

from backend.clock import Clock
from backend.convex_client.callbacks import JobRef, Ledger, ReportAnswer, ReportRoute
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.convex_client.outbox import Outbox
from backend.errors import ServiceError
from backend.ids import IdSource
from backend.log import bound, get_logger
from backend.services.jobs.stop import (
    JobTimeLimitError,
    StoppedError,
    StopReason,
    StopSignal,
)

_LOG = get_logger(__name__)
_PROGRESS_SECONDS = 0.5
_CLAIM_WAITS_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class ProgressNote:
    """Where a job is, for the person who waits."""

    stage: str
    done: int = 0
    total: int | None = None
    # Addresses of what can be looked at before the film is there.
    preview: Mapping[str, str] = field(default_factory=dict[str, str])

    def as_json(self) -> dict[str, object]:
        """As callbacks carry it."""
        return {"stage": self.stage, "done": self.done, "total": self.total, **self.preview}


class JobRun:
    """A claimed attempt, as the work sees it."""

    def __init__(
        self, job: JobRef, *, claim_id: str, ledger: Ledger, outbox: Outbox, clock: Clock
    ) -> None:
        self.job = job
        self.claim_id = claim_id
        self.stop = StopSignal()
        self._ledger = ledger
        self._outbox = outbox
        self._clock = clock
        self._sending = threading.Lock()
        self._seq = 0
        self._beats = 0
        self._note: Callable[[], tuple[ReportRoute, dict[str, object]]] | None = None
        self._note_ready = threading.Event()
        self._done = threading.Event()

    def report(
        self, route: ReportRoute, body: Mapping[str, object], *, durable: bool = False
    ) -> ReportAnswer | None:
        """Send a report in order; a durable one waits in the outbox when Convex is away.

        Answers `None` when it was not sent now.
        """
        with self._sending:
            # What was noted before this report is over; told after it, it would look like the past.
            self._note = None
            return self._report(route, body, durable=durable)

    def _report(
        self, route: ReportRoute, body: Mapping[str, object], *, durable: bool
    ) -> ReportAnswer | None:
        self._seq += 1
        whole = {**body, "seq": self._seq}
        if self._outbox.holds(self.job):
            if durable:
                self._outbox.put(route, self.job, whole)
            return None
        try:
            answer = self._ledger.report(route, self.job, whole)
        except ConvexUnavailableError as error:
            _LOG.warning("report.waits" if durable else "report.dropped", reason=error.message)
            if durable:
                self._outbox.put(route, self.job, whole)
            return None
        self._outbox.convex_is_back()
        if answer.cancelled:
            self.stop.set(StopReason.CANCELLED)
        elif answer.superseded or answer.ignored in {"stale", "superseded"}:
            self.stop.set(StopReason.SUPERSEDED)
        elif answer.ignored == "old":
            # Our own reports come in order, so another attempt may be ahead: the ledger knows.
            _LOG.warning("report.overtaken", route=route)
            self._beat()
        return answer

    def note(self, make: Callable[[], tuple[ReportRoute, dict[str, object]]]) -> None:
        """Offer progress; only the newest is sent, at most twice a second."""
        self._note = make
        self._note_ready.set()

    def beat_until_done(self, heartbeat_seconds: float, *, seconds_max: float) -> None:
        """Heartbeats; runs in its own thread, and no error ends it before the work."""
        end_at = self._clock.monotonic_s() + seconds_max
        while not self._done.wait(heartbeat_seconds):
            if self._clock.monotonic_s() >= end_at:
                self.stop.set(StopReason.TIME_LIMIT)
            _go_on(self._beat, "heartbeat.crashed")

    def tell_until_done(self) -> None:
        """Progress; runs in its own thread."""
        while not self._done.is_set():
            self._note_ready.wait()
            self._note_ready.clear()
            _go_on(self._send_note, "progress.crashed")
            self._done.wait(_PROGRESS_SECONDS)

    def finish(self) -> None:
        """End the heartbeats and the progress."""
        self._done.set()
        self._note_ready.set()

    def _send_note(self) -> None:
        with self._sending:
            make, self._note = self._note, None
            if make is None or self._done.is_set():
                return
            try:
                self._report(*make(), durable=False)
            except ConvexRefusedError as error:
                _LOG.warning("progress.refused", reason=error.message)

    def _beat(self) -> None:
        self._beats += 1
        try:
            pulse = self._ledger.heartbeat(self.job, self.claim_id, self._beats)
        except ConvexUnavailableError as error:
            _LOG.warning("heartbeat.unanswered", reason=error.message)
            return
        except ConvexRefusedError as error:
            _LOG.warning("heartbeat.refused", reason=error.message)
            self.stop.set(StopReason.LEASE_LOST)
            return
        self._outbox.convex_is_back()
        if pulse.cancel:
            self.stop.set(StopReason.CANCELLED)
        elif pulse.superseded:
            self.stop.set(StopReason.SUPERSEDED)
        elif not pulse.ok:
            self.stop.set(StopReason.LEASE_LOST)


def _go_on(step: Callable[[], None], event: str) -> None:
    """One step of a thread that must not end before the work: a silent end would cost the lease."""
    try:
        step()
    except Exception:  # noqa: BLE001 - the loop at the top of a thread
        _LOG.exception(event)


class JobRunner:
    """Runs attempts and knows which are running."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        outbox: Outbox,
        clock: Clock,
        ids: IdSource,
        heartbeat_seconds: float | None = None,
        seconds_max: float = math.inf,
        claim_waits_seconds: tuple[float, ...] = _CLAIM_WAITS_SECONDS,
    ) -> None:
        self._ledger = ledger
        self._outbox = outbox
        self._clock = clock
        self._ids = ids
        self._heartbeat_seconds = heartbeat_seconds
        self._seconds_max = seconds_max
        self._claim_waits = claim_waits_seconds
        self._running: dict[str, JobRun] = {}
        self._lock = threading.Lock()
        self._closing = StopSignal()

    def run(
        self,
        job: JobRef,
        work: Callable[[JobRun], None],
        *,
        fail: Callable[[JobRun, ServiceError | None], None],
        **ids: object,
    ) -> str:
        """Claim and work; answers how the attempt ended, for figures and tests.

        `fail` reports what ended the work from outside of it: too much time, or an error without
        a name (`None`), which is ours.
        """
        with bound(jobId=job.job_id, attempt=job.attempt, correlationId=job.correlation_id, **ids):
            outcome = self._run(job, work, fail)
            _LOG.info("job.ended", outcome=outcome)
            return outcome

    def stop_job(self, job_id: str, reason: StopReason = StopReason.CANCELLED) -> bool:
        """Stop a running attempt; answers whether it runs here."""
        with self._lock:
            runs = [run for run in self._running.values() if run.job.job_id == job_id]
        for run in runs:
            run.stop.set(reason)
        return bool(runs)

    def shut_down(self) -> None:
        """Take nothing more, stop what runs, and give it back to the ledger."""
        self._closing.set(StopReason.SHUTDOWN)
        with self._lock:
            runs = list(self._running.values())
        for run in runs:
            run.stop.set(StopReason.SHUTDOWN)

    def release_running(self) -> None:
        """Give back what has not stopped by now; the process is about to end."""
        with self._lock:
            runs = list(self._running.values())
        for run in runs:
            self._stopped(run, StopReason.SHUTDOWN)

    def running(self) -> int:
        """How many attempts run here."""
        return len(self._running)

    def _run(
        self,
        job: JobRef,
        work: Callable[[JobRun], None],
        fail: Callable[[JobRun, ServiceError | None], None],
    ) -> str:
        claim_id = self._ids.uuid()
        heartbeat = self._claim(job, claim_id)
        if isinstance(heartbeat, str):
            return heartbeat
        run = JobRun(
            job, claim_id=claim_id, ledger=self._ledger, outbox=self._outbox, clock=self._clock
        )
        _LOG.info("job.claimed", claimId=claim_id)
        with self._registered(run, heartbeat):
            try:
                work(run)
            except StoppedError as stopped:
                if stopped.reason is StopReason.TIME_LIMIT:
                    message = f"The job took longer than {self._seconds_max:.0f} seconds."
                    fail(run, JobTimeLimitError(message))
                return self._stopped(run, stopped.reason)
            except Exception:  # noqa: BLE001 - the top of an attempt; the ledger hears of it now, not by a lost lease
                _LOG.exception("job.crashed")
                fail(run, None)
                return "crashed"
        return "done"

    def _claim(self, job: JobRef, claim_id: str) -> float | str:
        for wait in (*self._claim_waits, None):
            if self._closing.is_set():
                return "not_claimed"
            try:
                claim = self._ledger.claim(job, claim_id)
            except ConvexUnavailableError as error:
                _LOG.warning("claim.unanswered", reason=error.message)
                if wait is None or self._closing.wait(wait):
                    return "not_claimed"
                continue
            except ConvexRefusedError as error:
                _LOG.warning("claim.refused", reason=error.message)
                return "refused"
            self._outbox.convex_is_back()
            if claim.decision != "go":
                return claim.decision
            return min(self._heartbeat_seconds or math.inf, claim.heartbeat_seconds)
        return "not_claimed"

    @contextmanager
    def _registered(self, run: JobRun, heartbeat_seconds: float) -> Generator[None]:
        with self._lock:
            self._running[run.claim_id] = run
        if self._closing.is_set():
            run.stop.set(StopReason.SHUTDOWN)
        beat = partial(run.beat_until_done, heartbeat_seconds, seconds_max=self._seconds_max)
        for name, target in (("beat", beat), ("tell", run.tell_until_done)):
            # The ids bound to this attempt go along into its threads' log lines.
            threading.Thread(
                target=copy_context().run,
                args=(target,),
                name=f"{name}-{run.job.job_id}",
                daemon=True,
            ).start()
        try:
            yield
        finally:
            run.finish()
            with self._lock:
                self._running.pop(run.claim_id, None)

    def _stopped(self, run: JobRun, reason: StopReason) -> str:
        if reason is StopReason.SHUTDOWN:
            try:
                self._ledger.release(run.job, run.claim_id, "shutdown")
            except ServiceError as error:
                _LOG.warning("release.unanswered", reason=error.message)
        return reason.value
