"""One attempt at one job: claim, heartbeat, report, end.

```text
claim ── stale | cancelled ──▶ nothing happens
  │ go
  ▼
work ─────────────▶ last report (durable)
  │ ▲                         a heartbeat every 10 s, progress at most twice a second;
  │ └── pulse thread          their answers, and every report's, may stop the work
  └── stopped ──▶ released when we shut down, silent otherwise: the ledger knows already
```
"""

import math
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from backend.clock import Clock
from backend.convex_client.callbacks import JobRef, Ledger, ReportAnswer, ReportRoute
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.convex_client.outbox import Outbox
from backend.errors import ServiceError
from backend.ids import IdSource
from backend.log import bound, get_logger
from backend.services.jobs.stop import StoppedError, StopReason, StopSignal

_LOG = get_logger(__name__)
_PROGRESS_SECONDS = 0.5
_CLAIM_WAITS_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)


@dataclass(frozen=True)
class ProgressNote:
    """Where a job is, for the person who waits."""

    stage: str
    done: int = 0
    total: int | None = None
    preview_url: str | None = None

    def as_json(self) -> dict[str, object]:
        """As callbacks carry it."""
        shown: dict[str, object] = {"stage": self.stage, "done": self.done, "total": self.total}
        if self.preview_url is not None:
            shown["previewUrl"] = self.preview_url
        return shown


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
            # Our own reports come in order, so somebody else's attempt is ahead of this one.
            self.stop.set(StopReason.LEASE_LOST)
        return answer

    def note(self, make: Callable[[], tuple[ReportRoute, dict[str, object]]]) -> None:
        """Offer progress; only the newest is sent, at most twice a second, by the pulse."""
        self._note = make
        self._note_ready.set()

    def pulse_until_done(self, heartbeat_seconds: float) -> None:
        """Heartbeats and progress; runs in its own thread."""
        beat_at = self._clock.monotonic_s() + heartbeat_seconds
        while not self._done.is_set():
            if self._note_ready.wait(min(_PROGRESS_SECONDS, heartbeat_seconds)):
                self._note_ready.clear()
                self._send_note()
                self._done.wait(_PROGRESS_SECONDS)
            if self._clock.monotonic_s() >= beat_at and not self._done.is_set():
                self._beat()
                beat_at = self._clock.monotonic_s() + heartbeat_seconds

    def finish(self) -> None:
        """End the pulse."""
        self._done.set()
        self._note_ready.set()

    def _send_note(self) -> None:
        make, self._note = self._note, None
        if make is None or self._done.is_set():
            return
        try:
            route, body = make()
            self.report(route, body)
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
        claim_waits_seconds: tuple[float, ...] = _CLAIM_WAITS_SECONDS,
    ) -> None:
        self._ledger = ledger
        self._outbox = outbox
        self._clock = clock
        self._ids = ids
        self._heartbeat_seconds = heartbeat_seconds
        self._claim_waits = claim_waits_seconds
        self._running: dict[str, JobRun] = {}
        self._lock = threading.Lock()
        self._closing = StopSignal()

    def run(self, job: JobRef, work: Callable[[JobRun], None], **ids: object) -> str:
        """Claim and work; answers how the attempt ended, for figures and tests."""
        with bound(jobId=job.job_id, attempt=job.attempt, correlationId=job.correlation_id, **ids):
            outcome = self._run(job, work)
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

    def _run(self, job: JobRef, work: Callable[[JobRun], None]) -> str:
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
                return self._stopped(run, stopped.reason)
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
        pulse = threading.Thread(
            target=run.pulse_until_done,
            args=(heartbeat_seconds,),
            name=f"pulse-{run.job.job_id}",
            daemon=True,
        )
        pulse.start()
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
