"""A store in memory, held to the same contract tests as the real one."""

import hashlib
from pathlib import Path

from backend.storage.port import (
    ObjectConflictError,
    ObjectDamagedError,
    ObjectMissingError,
    Shelf,
    StorageUnavailableError,
    Stored,
    Use,
)


class MemoryStorage:
    """Keeps objects in a dictionary; can be told to be away."""

    def __init__(self) -> None:
        self.objects: dict[tuple[Shelf, str], bytes] = {}
        self.download_names: dict[tuple[Shelf, str], str] = {}
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

    def use(self, *, objects_max: int) -> Use:
        self._ask()
        sizes = [len(data) for data in self.objects.values()][:objects_max]
        return Use(len(sizes), sum(sizes), whole=len(self.objects) < objects_max)

    def _ask(self) -> None:
        if self.away:
            message = "the store is away"
            raise StorageUnavailableError(message)
