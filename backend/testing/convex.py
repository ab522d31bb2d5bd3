"""A ledger in memory with the doors of Convex, for suites that need no real one.

`FakeConvex` keeps jobs and scene versions, applies the same fence, and answers `/callbacks/*` with
the shapes of `convex/README.md`. `served` puts it behind HTTP and checks signatures as Convex does.
It dispatches nothing by itself: a test posts jobs and says what time it is.
"""

import json
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from typing_extensions import override

from backend.clock import Clock, SystemClock
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.convex_client.fence import End, FenceTarget, Position, fence
from backend.signing import Refusal, verify
from backend.testing.contract import misfit, shapes

_RANKS = {
    "generating_code": 1,
    "rendering": 2,
    "uploading": 3,
    "ready": 4,
    "error": 4,
    "generating": 1,
}
_ENDS = frozenset({"ready", "error"})


@dataclass
class FakeJob:
    """One job of the fake ledger."""

    job_id: str
    attempt: int = 1
    claim_id: str | None = None
    claims: int = 0
    status: str = "dispatched"
    cancelled: bool = False
    superseded: bool = False
    last: Position = field(default_factory=lambda: Position(1, 0, 0))
    reports: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    accepted: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


class FakeConvex:
    """Jobs, claims and reports, as Convex's ledger keeps them."""

    def __init__(
        self, *, lease_ms: int = 45_000, heartbeat_ms: int = 10_000, strict: bool = False
    ) -> None:
        """A strict one refuses what the real one would refuse for its shape."""
        self._strict = strict
        self.jobs: dict[str, FakeJob] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answer_instead: Callable[[str, dict[str, Any]], tuple[int, Any] | None] = (
            lambda _route, _body: None
        )
        self._lease_ms = lease_ms
        self._heartbeat_ms = heartbeat_ms
        self._changed = threading.Condition()

    def add(self, job_id: str, attempt: int = 1) -> FakeJob:
        """Enter a job, or its next attempt."""
        with self._changed:
            job = self.jobs.setdefault(job_id, FakeJob(job_id))
            job.attempt, job.claim_id, job.status = attempt, None, "dispatched"
            job.last = Position(attempt, 0, 0)
            return job

    def wait(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until a condition over the jobs holds."""
        with self._changed:
            return self._changed.wait_for(holds, seconds)

    def handle(self, route: str, body: dict[str, Any]) -> tuple[int, Any]:
        """Answer one signed call."""
        with self._changed:
            self.calls.append((route, body))
            self._changed.notify_all()
        wrong = misfit(shapes("bodies")[route], body) if self._strict else None
        if wrong is not None:
            return 422, {"code": "request.invalid", "error": wrong}
        # Outside the lock: an answer may wait, and other calls go on meanwhile.
        instead = self.answer_instead(route, body)
        if instead is not None:
            return instead
        with self._changed:
            job = self.jobs.get(str(body.get("jobId")))
            if job is None:
                return 404, {"code": "resource.not_found", "error": "No such job."}
            try:
                return 200, self._answer(route, job, body)
            finally:
                self._changed.notify_all()

    def _answer(self, route: str, job: FakeJob, body: dict[str, Any]) -> dict[str, Any]:
        match route:
            case "/callbacks/claim":
                return self._claim(job, body)
            case "/callbacks/heartbeat":
                ok = job.claim_id == body["claimId"] and job.attempt == body["attempt"]
                return {
                    "ok": ok,
                    "cancel": job.cancelled,
                    "superseded": job.superseded,
                    "leaseMs": self._lease_ms,
                }
            case "/callbacks/release":
                released = job.claim_id == body["claimId"]
                if released:
                    job.claim_id, job.status = None, "queued"
                return {"released": released}
            case _:
                return self._report(job, body)

    def _claim(self, job: FakeJob, body: dict[str, Any]) -> dict[str, Any]:
        decision = "stale"
        if job.cancelled:
            decision = "cancelled"
        elif self._may_work(job, body):
            decision = "go"
            job.claims += job.claim_id is None
            job.claim_id, job.status = body["claimId"], "running"
        return {
            "decision": decision,
            "leaseMs": self._lease_ms,
            "heartbeatMs": self._heartbeat_ms,
        }

    def _may_work(self, job: FakeJob, body: dict[str, Any]) -> bool:
        wanted = job.status not in {"succeeded", "failed"} and not job.superseded
        return wanted and job.attempt == body["attempt"] and job.claim_id in {None, body["claimId"]}

    def _report(self, job: FakeJob, body: dict[str, Any]) -> dict[str, Any]:
        job.reports.append(body)
        ignored = self._ignored(job, body)
        if ignored is None:
            job.last = Position(body["attempt"], _RANKS[body["status"]], body["seq"])
            job.accepted.append(body)
            if body["status"] in _ENDS or "plan" in body:
                job.status = "failed" if body["status"] == "error" else "succeeded"
        answer: dict[str, Any] = {
            "accepted": ignored is None,
            "superseded": job.superseded,
            "cancelled": job.cancelled,
            "retrying": False,
            "scenes": [],
        }
        return answer if ignored is None else {**answer, "ignored": ignored}

    def _ignored(self, job: FakeJob, body: dict[str, Any]) -> str | None:
        end: End = "none"
        if job.superseded:
            end = "superseded"
        elif job.cancelled:
            end = "cancelled"
        elif job.status in {"succeeded", "failed"}:
            end = "finished"
        target = FenceTarget(job.job_id, job.attempt, end, job.last)
        position = Position(body["attempt"], _RANKS[body["status"]], body["seq"])
        return fence(target, body["jobId"], position)


class FakeDoor:
    """A `Door` straight into a `FakeConvex`, through JSON as the wire would have it."""

    def __init__(self, convex: FakeConvex) -> None:
        self._convex = convex

    def call(
        self, route: str, body: Mapping[str, object], *, correlation_id: str
    ) -> Mapping[str, object]:
        whole = {**body, "route": route, "correlationId": correlation_id}
        status, answer = self._convex.handle(route, json.loads(json.dumps(whole)))
        if status >= 500:  # noqa: PLR2004 - HTTP's own number
            raise ConvexUnavailableError(route, status=status)
        if status >= 400:  # noqa: PLR2004 - HTTP's own number
            raise ConvexRefusedError(route, status=status)
        return cast("Mapping[str, object]", answer)


@contextmanager
def served(
    convex: FakeConvex, *, secrets: tuple[str, ...], clock: Clock | None = None
) -> Generator[str]:
    """Serve over HTTP on a free port; yields the site's address."""
    time_source = clock or SystemClock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(200, {"version": "fake"})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): [value] for name, value in self.headers.items()}
            found = verify(headers, raw, secrets=secrets, now_ms=time_source.now_ms())
            if isinstance(found, Refusal):
                self._send(401, {"code": "signature.invalid", "error": "Unauthorized."})
                return
            body = json.loads(raw)
            if body["route"] != self.path or body["correlationId"] != found.correlation_id:
                self._send(401, {"code": "signature.invalid", "error": "Unauthorized."})
                return
            self._send(*convex.handle(self.path, body))

        @override
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def _send(self, status: int, answer: Any) -> None:  # noqa: ANN401 - any JSON
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
