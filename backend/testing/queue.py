"""A queue in memory for the API's suites, and a look into the real one."""

from collections.abc import Mapping
from typing import Any

import redis

from backend.services.jobs.accept import Entry, QueueName, QueueUnavailableError


class MemoryJobQueue:
    """Keeps what was enqueued; can be told to be away."""

    def __init__(self) -> None:
        self.jobs: list[tuple[QueueName, str, Mapping[str, object]]] = []
        self.cancelled: list[str] = []
        self.away = False
        self.known: set[str] = set()

    def forget(self) -> None:
        """Empty it."""
        self.jobs.clear()
        self.cancelled.clear()
        self.known.clear()

    async def enqueue_once(self, entry: Entry, body: Mapping[str, object]) -> bool:
        self._ask()
        names = {entry.name, entry.signature}
        if self.known & names:
            return False
        self.known |= names
        self.jobs.append((entry.queue, entry.task, body))
        return True

    async def announce_cancel(self, job_id: str) -> None:
        self._ask()
        self.cancelled.append(job_id)

    async def depths(self, queues: tuple[str, ...]) -> dict[str, int]:
        self._ask()
        return {name: sum(queue == name for queue, _, _ in self.jobs) for name in queues}

    async def ping(self) -> None:
        self._ask()

    def _ask(self) -> None:
        if self.away:
            message = "The queue does not answer."
            raise QueueUnavailableError(message, retry_after_seconds=5)


def redis_at(url: str) -> Any:  # noqa: ANN401 - the library types its client loosely
    """A client of the store behind the real queue."""
    return redis.Redis.from_url(url)  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
