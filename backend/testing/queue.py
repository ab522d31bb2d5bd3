"""A queue in memory for the API's suites."""

from collections.abc import Mapping

from backend.services.jobs.accept import QueueName, QueueUnavailableError


class MemoryJobQueue:
    """Keeps what was enqueued; can be told to be away."""

    def __init__(self) -> None:
        self.jobs: list[tuple[QueueName, str, Mapping[str, object]]] = []
        self.cancelled: list[str] = []
        self.away = False
        self.facts: set[str] = set()
        self.locks: set[str] = set()

    def forget(self) -> None:
        """Empty it."""
        self.jobs.clear()
        self.cancelled.clear()
        self.facts.clear()
        self.locks.clear()

    async def enqueue(self, queue: QueueName, task: str, body: Mapping[str, object]) -> None:
        self._ask()
        self.jobs.append((queue, task, body))

    async def announce_cancel(self, job_id: str, *, seconds: int) -> None:
        del seconds
        self._ask()
        self.cancelled.append(job_id)

    async def lock(self, name: str, *, seconds: int) -> bool:
        del seconds
        self._ask()
        free = name not in self.locks
        self.locks.add(name)
        return free

    async def unlock(self, name: str) -> None:
        self.locks.discard(name)

    async def remember(self, name: str, *, seconds: int) -> None:
        del seconds
        self.facts.add(name)

    async def remembers(self, name: str) -> bool:
        self._ask()
        return name in self.facts

    async def depths(self, queues: tuple[str, ...]) -> dict[str, int]:
        self._ask()
        return {name: sum(queue == name for queue, _, _ in self.jobs) for name in queues}

    async def ping(self) -> None:
        self._ask()

    def _ask(self) -> None:
        if self.away:
            message = "The queue does not answer."
            raise QueueUnavailableError(message, retry_after_seconds=5)
