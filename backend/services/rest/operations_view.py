"""What an admin sees of the machinery: queue lengths and storage use."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class StorageUse:
    """What the store holds."""

    objects: int
    size_bytes: int


class OperationsView(Protocol):
    """Reads figures of the machinery; None where a part cannot say."""

    async def queue_lengths(self) -> dict[str, int]:
        """Messages that wait, by queue."""
        ...

    async def storage_use(self) -> StorageUse | None:
        """What the store holds, when it is asked."""
        ...


class RedisCommands(Protocol):
    """The command that is needed of `redis.asyncio.Redis`."""

    def llen(self, name: str) -> Awaitable[int]:
        """How long a list is."""
        ...


class RedisOperationsView:
    """Queue lengths from the broker."""

    def __init__(self, redis: RedisCommands, *, queues: tuple[str, ...]) -> None:
        self._redis = redis
        self._queues = queues

    async def queue_lengths(self) -> dict[str, int]:
        return {name: int(await self._redis.llen(name)) for name in self._queues}

    async def storage_use(self) -> StorageUse | None:
        return None
