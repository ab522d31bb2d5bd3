"""The store that services see."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from backend.errors import Owner, ServiceError

Shelf = Literal["chunks", "sources"]


class StorageUnavailableError(ServiceError):
    """The store did not answer, or refused for now, after the retries it is given."""

    code: ClassVar[str] = "storage.unavailable"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"


class ObjectConflictError(ServiceError):
    """Other bytes already live at this address; nothing was overwritten."""

    code: ClassVar[str] = "storage.conflict"
    http_status: ClassVar[int] = 409
    owner: ClassVar[Owner] = "us"


class ObjectMissingError(ServiceError):
    """No object lives at this address."""

    code: ClassVar[str] = "storage.missing"
    http_status: ClassVar[int] = 404
    owner: ClassVar[Owner] = "us"


class ObjectDamagedError(ServiceError):
    """What the store holds is not what was sent."""

    code: ClassVar[str] = "storage.damaged"
    http_status: ClassVar[int] = 502
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"


@dataclass(frozen=True)
class Stored:
    """An object that is there, with the bytes that were meant."""

    key: str
    sha256: str
    size_bytes: int
    # Whether the same bytes were there before: two attempts made the same file.
    existed: bool


@dataclass(frozen=True)
class Found:
    """An object as a listing shows it."""

    key: str
    modified_ms: int


@dataclass(frozen=True)
class Page:
    """Some of the objects below a prefix, by key; `more` when others follow the last one."""

    objects: tuple[Found, ...]
    more: bool


@dataclass(frozen=True)
class Use:
    """What lies on both shelves; not `whole` when counting stopped at its limit."""

    objects: int
    size_bytes: int
    whole: bool


class Storage(Protocol):
    """Writes once, reads, and says where the public finds things."""

    def put_file(
        self, shelf: Shelf, key: str, path: Path, *, sha256: str, download_name: str | None = None
    ) -> Stored:
        """Store a file unless other bytes live there.

        With a name for it, a browser saves the file under that name instead of showing it.

        Raises:
            StorageUnavailableError: retries are used up.
            ObjectConflictError: another object lives at the key.
            ObjectDamagedError: the store holds something else than was sent.
        """
        ...

    def put_bytes(
        self, shelf: Shelf, key: str, data: bytes, *, download_name: str | None = None
    ) -> Stored:
        """Store bytes unless others live there; raises as `put_file`."""
        ...

    def get_bytes(self, shelf: Shelf, key: str, *, size_bytes_max: int) -> bytes:
        """Read a small object.

        Raises:
            StorageUnavailableError: retries are used up.
            ObjectMissingError: nothing is there.
        """
        ...

    def get_file(self, shelf: Shelf, key: str, path: Path) -> str:
        """Read an object into a file; answers its SHA-256. Raises as `get_bytes`."""
        ...

    def public_url(self, key: str) -> str:
        """Where a browser finds an object of the chunks shelf."""
        ...

    def signed_url(self, shelf: Shelf, key: str, *, seconds: int) -> str:
        """A link that reads one private object for a while."""
        ...

    def check(self) -> None:
        """Ask whether the store serves.

        Raises:
            StorageUnavailableError: it does not.
        """
        ...

    def list_page(
        self, shelf: Shelf, prefix: str, *, after: str | None = None, rows_max: int = 1000
    ) -> Page:
        """The objects whose keys begin so, behind the key `after`.

        Raises:
            StorageUnavailableError: retries are used up.
        """
        ...

    def delete(self, shelf: Shelf, keys: Sequence[str]) -> None:
        """Delete objects, at most a thousand; one that is not there is deleted already.

        Raises:
            StorageUnavailableError: not all of them are deleted.
        """
        ...

    def use(self, *, objects_max: int) -> Use:
        """Count what is stored, and stop at so many objects: listing a large store is dear.

        Raises:
            StorageUnavailableError: retries are used up.
        """
        ...
