"""What an admin sees of the machinery: queue lengths and storage use."""

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
