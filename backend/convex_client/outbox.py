"""Reports that could not be sent, kept on disk until they are.

One folder a worker, one file a report, in order per job:

```text
put ──▶ <folder>/<number>.json ──▶ drain ──▶ Convex      oldest of each job first
                    ▲                │
                    └── wait 1 s → 5 min, with jitter, while Convex is away
```

A folder belongs to whoever holds its lock; a starting worker adopts folders whose owner is gone.
When the disk is full the report stays in memory: the ledger can re-create what is lost with it,
because a job without a heartbeat is tried again.
"""

import contextlib
import fcntl
import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import IO, cast

from backend.clock import Clock
from backend.convex_client.callbacks import JobRef, Ledger, ReportRoute
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.log import bound, get_logger

_LOG = get_logger(__name__)
_AGE_SECONDS_MAX = 24 * 3600
_IN_MEMORY_MAX = 1000


@dataclass(frozen=True)
class Backoff:
    """How long to wait between two tries."""

    seconds_min: float = 1.0
    seconds_max: float = 300.0

    def wait_seconds(self, failures: int, random: Random) -> float:
        """Doubles from the least to the most, less up to half, so that workers do not march."""
        full = min(self.seconds_max, self.seconds_min * 2.0 ** min(failures - 1, 30))
        return full * (0.5 + random.random() / 2)


@dataclass(frozen=True)
class _Entry:
    number: int
    at_ms: int
    route: ReportRoute
    job: JobRef
    body: Mapping[str, object]

    def dump(self) -> bytes:
        return json.dumps(
            {
                "atMs": self.at_ms,
                "route": self.route,
                "jobId": self.job.job_id,
                "attempt": self.job.attempt,
                "correlationId": self.job.correlation_id,
                "body": self.body,
            }
        ).encode()


class Outbox:
    """Reports waiting for Convex."""

    def __init__(
        self,
        root: Path,
        *,
        name: str,
        ledger: Ledger,
        clock: Clock,
        backoff: Backoff,
        random: Random,
        on_sent: Callable[[float], None] = lambda _lag: None,
    ) -> None:
        self._root = root
        self._folder = root / name
        self._ledger = ledger
        self._clock = clock
        self._backoff = backoff
        self._random = random
        self._on_sent = on_sent
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._closed = False
        self._failures = 0
        self._entries: dict[int, _Entry] = {}
        self._held: IO[bytes] | None = None
        self._next = 1
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Take the folder, adopt folders without an owner, and start draining."""
        self.take()
        self._thread = threading.Thread(target=self._drain, name="outbox", daemon=True)
        self._thread.start()

    def take(self) -> None:
        """Take the folder, and adopt folders without an owner.

        Raises:
            RuntimeError: another worker holds it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        self._held = _take(self._folder)
        if self._held is None:
            message = f"another worker holds the outbox {self._folder}"
            raise RuntimeError(message)
        # Our own first: what is adopted is written beside it, under the numbers that follow.
        self._load(self._folder)
        for folder in sorted(path for path in self._root.iterdir() if path.is_dir()):
            if folder != self._folder:
                self._load(folder)

    def close(self) -> None:
        """Stop draining; what waits stays on disk."""
        self._closed = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        if self._held is not None:
            self._held.close()

    def holds(self, job: JobRef) -> bool:
        """Whether something of this job waits, so that what follows must queue behind it."""
        with self._lock:
            return any(entry.job == job for entry in self._entries.values())

    def size(self) -> int:
        """How many reports wait."""
        return len(self._entries)

    def put(self, route: ReportRoute, job: JobRef, body: Mapping[str, object]) -> None:
        """Keep a report until Convex has answered it."""
        with self._lock:
            entry = _Entry(self._next, self._clock.now_ms(), route, job, body)
            self._next += 1
            if len(self._entries) >= _IN_MEMORY_MAX:
                self._entries.pop(min(self._entries))
            self._entries[entry.number] = entry
            self._write(entry)
        self._wake.set()

    def convex_is_back(self) -> None:
        """Somebody else reached Convex: try now instead of waiting on."""
        if self._failures:
            self._failures = 0
            self._wake.set()

    def drain_once(self) -> bool:
        """Send what can be sent; answers whether nothing had to be left.

        A report that Convex cannot take holds back the later ones of its own job only.
        """
        with self._lock:
            entries = sorted(self._entries.values(), key=lambda entry: entry.number)
        stuck: set[JobRef] = set()
        for entry in entries:
            if self._closed:
                break
            if entry.job in stuck:
                continue
            problem = self._send(entry)
            if problem is not None:
                stuck.add(entry.job)
                if problem.details.get("status") is None:
                    return False
        return not stuck

    def _send(self, entry: _Entry) -> ConvexUnavailableError | None:
        with bound(
            jobId=entry.job.job_id,
            attempt=entry.job.attempt,
            correlationId=entry.job.correlation_id,
        ):
            age_ms = self._clock.now_ms() - entry.at_ms
            try:
                answer = self._ledger.report(entry.route, entry.job, entry.body)
            except ConvexUnavailableError as error:
                if age_ms < _AGE_SECONDS_MAX * 1000:
                    return error
                _LOG.error("outbox.given_up", route=entry.route, age_ms=age_ms)
            except ConvexRefusedError as error:
                _LOG.error("outbox.refused", route=entry.route, reason=error.message)
            else:
                self._on_sent(age_ms / 1000)
                _LOG.info("outbox.sent", route=entry.route, age_ms=age_ms, ignored=answer.ignored)
        with self._lock:
            self._entries.pop(entry.number, None)
            with contextlib.suppress(OSError):
                self._path(entry.number).unlink(missing_ok=True)
        return None

    def _drain(self) -> None:
        while not self._closed:
            if self.drain_once():
                self._failures = 0
                wait = None if not self._entries else 0.0
            else:
                self._failures += 1
                wait = self._backoff.wait_seconds(self._failures, self._random)
            self._wake.wait(wait)
            self._wake.clear()

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:012d}.json"

    def _write(self, entry: _Entry) -> None:
        path = self._path(entry.number)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".draft")
            with draft.open("wb") as target:
                target.write(entry.dump())
                target.flush()
                os.fsync(target.fileno())
            draft.replace(path)
        except OSError as error:
            _LOG.error("outbox.disk_refused", reason=str(error))

    def _load(self, folder: Path) -> None:
        own = folder == self._folder
        held = None if own else _take(folder)
        if not own and held is None:
            return
        for path in sorted(folder.glob("*.json")):
            entry = _read(path, self._next)
            if entry is not None:
                self._entries[entry.number] = entry
                self._next += 1
                self._write(entry)
            if path != self._path(self._next - 1):
                path.unlink(missing_ok=True)
        if held is not None:
            held.close()


def _take(folder: Path) -> IO[bytes] | None:
    handle = (folder / "lock").open("ab")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def _read(path: Path, number: int) -> _Entry | None:
    try:
        raw = cast("dict[str, object]", json.loads(path.read_bytes()))
        job = JobRef(str(raw["jobId"]), int(str(raw["attempt"])), str(raw["correlationId"]))
        body = cast("dict[str, object]", raw["body"])
        route = cast("ReportRoute", raw["route"])
        return _Entry(number, int(str(raw["atMs"])), route, job, body)
    except (OSError, ValueError, KeyError, TypeError) as error:
        _LOG.error("outbox.unreadable", file=path.name, reason=str(error))
        return None
