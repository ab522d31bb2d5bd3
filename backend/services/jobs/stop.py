"""Why work stops before it is done, and how that is told to whoever waits."""

import threading
from collections.abc import Callable
from enum import StrEnum
from typing import ClassVar

from backend.errors import Owner, ServiceError


class StopReason(StrEnum):
    """Who no longer wants the work."""

    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    LEASE_LOST = "lease_lost"
    SHUTDOWN = "shutdown"
    TIME_LIMIT = "time_limit"


class StoppedError(Exception):
    """The work is not wanted any more; not a failure, and caught only where attempts are run."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class JobTimeLimitError(ServiceError):
    """The attempt took longer than a task may; what it did not finish is given up."""

    code: ClassVar[str] = "job.time_limit"
    http_status: ClassVar[int] = 504
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "us"
    public: ClassVar[bool] = True


class StopSignal:
    """Set once, from any thread; whoever works looks at it or is called."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._set = threading.Event()
        self._reason: StopReason | None = None
        self._calls: list[Callable[[], None]] = []

    @property
    def reason(self) -> StopReason | None:
        """Why, once it is set."""
        return self._reason

    def is_set(self) -> bool:
        """Whether the work is no longer wanted."""
        return self._set.is_set()

    def set(self, reason: StopReason) -> None:
        """Ask for an end; only the first reason counts."""
        with self._lock:
            if self._reason is not None:
                return
            self._reason = reason
            calls = list(self._calls)
            self._set.set()
        for call in calls:
            call()

    def wait(self, seconds: float) -> bool:
        """Wait at most this long; answers whether it is set."""
        return self._set.wait(seconds)

    def on_set(self, call: Callable[[], None]) -> None:
        """Run `call` when it is set, or now when it already is."""
        with self._lock:
            if self._reason is None:
                self._calls.append(call)
                return
        call()

    def check(self) -> None:
        """Raise when the work is no longer wanted.

        Raises:
            StoppedError: it is not wanted.
        """
        if self._reason is not None:
            raise StoppedError(self._reason)
