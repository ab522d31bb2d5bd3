"""A store in memory, held to the same contract tests as the real one."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from backend.clock import Clock
from backend.storage.port import (
    Found,
    ObjectConflictError,
    ObjectDamagedError,
    ObjectMissingError,
    Page,
    Shelf,
    StorageUnavailableError,
    Stored,
    Use,
)


class MemoryStorage:
    """Keeps objects in a dictionary; can be told to be away."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock
        self.objects: dict[tuple[Shelf, str], bytes] = {}
        self.download_names: dict[tuple[Shelf, str], str] = {}
        self.written_ms: dict[tuple[Shelf, str], int] = {}
        self.away = False

    def put_file(
        self, shelf: Shelf, key: str, path: Path, *, sha256: str, download_name: str | None = None
    ) -> Stored:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            message = "the file is not what the caller says"
            raise ObjectDamagedError(message, key=key)
        return self.put_bytes(shelf, key, data, download_name=download_name)

    def put_bytes(
        self, shelf: Shelf, key: str, data: bytes, *, download_name: str | None = None
    ) -> Stored:
        self._ask()
        there = self.objects.get((shelf, key))
        if there is not None and there != data:
            message = "other bytes live at this address"
            raise ObjectConflictError(message, key=key)
        self.objects[shelf, key] = data
        if download_name is not None:
            self.download_names[shelf, key] = download_name
        self.written_ms.setdefault((shelf, key), 0 if self._clock is None else self._clock.now_ms())
        digest = hashlib.sha256(data).hexdigest()
        return Stored(key, digest, len(data), existed=there is not None)

    def get_bytes(self, shelf: Shelf, key: str, *, size_bytes_max: int) -> bytes:
        self._ask()
        data = self.objects.get((shelf, key))
        if data is None:
            message = "nothing lives at this address"
            raise ObjectMissingError(message, key=key)
        if len(data) > size_bytes_max:
            message = "the object is larger than the reader accepts"
            raise ObjectDamagedError(message, key=key)
        return data

    def get_file(self, shelf: Shelf, key: str, path: Path) -> str:
        data = self.get_bytes(shelf, key, size_bytes_max=1 << 30)
        path.write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def public_url(self, key: str) -> str:
        return f"https://cdn.test/{key}"

    def signed_url(self, shelf: Shelf, key: str, *, seconds: int) -> str:
        return f"https://{shelf}.test/{key}?expires={seconds}"

    def check(self) -> None:
        self._ask()

    def list_page(
        self, shelf: Shelf, prefix: str, *, after: str | None = None, rows_max: int = 1000
    ) -> Page:
        self._ask()
        keys = sorted(
            key
            for there, key in self.objects
            if there == shelf and key.startswith(prefix) and (after is None or key > after)
        )
        found = tuple(Found(key, self.written_ms[shelf, key]) for key in keys[:rows_max])
        return Page(found, more=len(keys) > rows_max)

    def delete(self, shelf: Shelf, keys: Sequence[str]) -> None:
        self._ask()
        for key in keys:
            self.objects.pop((shelf, key), None)
            self.written_ms.pop((shelf, key), None)

    def use(self, *, objects_max: int) -> Use:
        self._ask()
        sizes = [len(data) for data in self.objects.values()][:objects_max]
        return Use(len(sizes), sum(sizes), whole=len(self.objects) < objects_max)

    def _ask(self) -> None:
        if self.away:
            message = "the store is away"
            raise StorageUnavailableError(message)
