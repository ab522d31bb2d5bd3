"""What an admin sees of the machinery: queue lengths and storage use."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from backend.clock import Clock
from backend.storage.port import Storage, StorageUnavailableError

# Counted at most so often and so far: listing a store costs a call for every thousand objects.
_FRESH_SECONDS = 600
OBJECTS_MAX = 200_000


@dataclass(frozen=True)
class StorageUse:
    """What the store held when it was counted; not `whole` when there is more."""

    objects: int
    size_bytes: int
    whole: bool
    counted_at_ms: int


class OperationsView(Protocol):
    """Reads figures of the machinery; None where a part cannot say."""

    async def queue_lengths(self) -> dict[str, int]:
        """Messages that wait, by queue."""
        ...

    async def storage_use(self) -> StorageUse | None:
        """What the store holds, as of some minutes ago at most."""
        ...


class Machinery:
    """The real view."""

    def __init__(
        self,
        queues: Callable[[], Awaitable[dict[str, int]]],
        storage: Storage,
        clock: Clock,
        *,
        objects_max: int = OBJECTS_MAX,
    ) -> None:
        self._queues = queues
        self._storage = storage
        self._clock = clock
        self._objects_max = objects_max
        self._known: StorageUse | None = None
        self._counting = asyncio.Lock()

    async def queue_lengths(self) -> dict[str, int]:
        return await self._queues()

    async def storage_use(self) -> StorageUse | None:
        async with self._counting:
            now_ms = self._clock.now_ms()
            known = self._known
            if known is None or now_ms - known.counted_at_ms > _FRESH_SECONDS * 1000:
                self._known = await self._count(now_ms)
            return self._known

    async def _count(self, now_ms: int) -> StorageUse | None:
        try:
            use = await asyncio.to_thread(self._storage.use, objects_max=self._objects_max)
        except StorageUnavailableError:
            return None
        return StorageUse(use.objects, use.size_bytes, use.whole, now_ms)
