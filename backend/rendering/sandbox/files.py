"""Files in and out of a folder that hostile code could write to.

Everything goes through directory handles, one component at a time, following no link and blocking
on nothing; what comes out is a copy that was made through one open file.
"""

import hashlib
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Final

from backend.rendering.sandbox.port import RefusedError, Taken

_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_BLOCK: Final = 1024 * 1024
_ENTERED: Final = stat.S_IRUSR | stat.S_IXUSR
_NAMES_MAX: Final = 4096


@contextmanager
def _parent(root_fd: int, name: str, *, make: bool = False) -> Generator[tuple[int, str]]:
    """A handle on the folder that a name is in, and the name's last part."""
    *folders, leaf = name.split("/")
    fd = os.dup(root_fd)
    try:
        for folder in folders:
            fd = _step(fd, folder, make=make)
        yield fd, leaf
    finally:
        os.close(fd)


def _step(fd: int, folder: str, *, make: bool = False) -> int:
    if make:
        with suppress(FileExistsError):
            os.mkdir(folder, 0o755, dir_fd=fd)
    reason = f"The folder {folder} is not there any more."
    try:
        inner = os.open(folder, _DIRECTORY, dir_fd=fd)
    except OSError as error:
        raise RefusedError(reason, missing=isinstance(error, FileNotFoundError)) from error
    # Whoever may read everything sees no more than the owner lets itself see.
    if os.fstat(inner).st_mode & _ENTERED != _ENTERED:
        os.close(inner)
        raise RefusedError(reason)
    os.close(fd)
    return inner


def put(root_fd: int, name: str, content: Path, *, owner: int | None) -> None:
    """Copy a file into a box that has not run anything yet."""
    with _parent(root_fd, name, make=True) as (folder_fd, leaf), content.open("rb") as source:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        fd = os.open(leaf, flags, 0o644, dir_fd=folder_fd)
        with os.fdopen(fd, "wb") as target:
            while block := source.read(_BLOCK):
                target.write(block)
            if owner is not None:
                os.fchown(target.fileno(), owner, owner)
                os.fchown(folder_fd, owner, owner)


def names(root_fd: int, folder: str) -> list[str]:
    """The names of plain files in a folder and one level below, as paths from the root."""
    found: list[str] = []
    with suppress(RefusedError):
        _list(root_fd, folder, found, deeper=True)
    return sorted(found)


def _list(root_fd: int, folder: str, found: list[str], *, deeper: bool) -> None:
    with _parent(root_fd, f"{folder}/.") as (fd, _), os.scandir(fd) as entries:
        for entry in entries:
            if len(found) >= _NAMES_MAX:
                return
            if entry.is_file(follow_symlinks=False):
                found.append(f"{folder}/{entry.name}")
            elif deeper and entry.is_dir(follow_symlinks=False):
                _list(root_fd, f"{folder}/{entry.name}", found, deeper=False)


def take(root_fd: int, name: str, target: Path, *, size_bytes_max: int, owner: int) -> Taken:
    """Copy a file out.

    Raises:
        RefusedError: it is missing, or not a plain, single, fully written file of the owner's.
    """
    with _parent(root_fd, name) as (folder_fd, leaf):
        try:
            fd = os.open(leaf, _FILE, dir_fd=folder_fd)
        except FileNotFoundError as error:
            reason = f"{leaf} was not written."
            raise RefusedError(reason, missing=True) from error
        except OSError as error:
            reason = f"{leaf} is not a plain file."
            raise RefusedError(reason) from error
    try:
        refuse(os.fstat(fd), leaf, size_bytes_max=size_bytes_max, owner=owner)
    except RefusedError:
        os.close(fd)
        raise
    with os.fdopen(fd, "rb", buffering=0) as source:
        return _copy(source, target, leaf, size_bytes_max=size_bytes_max)


def _copy(source: FileIO, target: Path, leaf: str, *, size_bytes_max: int) -> Taken:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as copy:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > size_bytes_max:
                reason = f"{leaf} grew while it was read."
                raise RefusedError(reason)
            digest.update(block)
            copy.write(block)
    return Taken(path=target, sha256=digest.hexdigest(), size_bytes=size)


def refuse(status: os.stat_result, leaf: str, *, size_bytes_max: int, owner: int) -> None:
    """Raise unless the status is that of a plain file that the box itself wrote in full."""
    problems = {
        "is not a plain file": not stat.S_ISREG(status.st_mode),
        "cannot be read": not status.st_mode & stat.S_IRUSR,
        "has another name somewhere": status.st_nlink != 1,
        "belongs to someone else": status.st_uid != owner,
        "is too large": status.st_size > size_bytes_max,
        "is mostly holes": status.st_blocks * 512 < status.st_size,
        "is empty": status.st_size == 0,
    }
    for problem, holds in problems.items():
        if holds:
            reason = f"{leaf} {problem}."
            raise RefusedError(reason)
