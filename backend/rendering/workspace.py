"""Folders for outcomes, which end with whoever made them.

Each owner holds a lock in a folder of its own. A folder whose lock is free belonged to a process
that was killed, and is deleted by the next one that starts.
"""

import fcntl
import os
import shutil
from pathlib import Path
from typing import Final

from backend.ids import IdSource

_LOCK: Final = ".lock"


class Workspace:
    """One owner's folder below a shared one."""

    def __init__(self, shared: Path, *, ids: IdSource) -> None:
        shared.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in shared.iterdir():
            _delete_if_orphaned(other)
        self._ids = ids
        self._folder = shared / f"owner-{ids.uuid()}"
        self._folder.mkdir(mode=0o700)
        self._lock = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def folder(self) -> Path:
        """A new folder for one job."""
        made = self._folder / self._ids.uuid()
        made.mkdir(mode=0o700)
        return made

    def close(self) -> None:
        """Delete everything that was not released."""
        shutil.rmtree(self._folder, ignore_errors=True)
        os.close(self._lock)


def _delete_if_orphaned(folder: Path) -> None:
    try:
        lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return
    else:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
