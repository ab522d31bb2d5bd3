"""Slots: numbers that are unique on the machine while held, each with a user id of its own.

A slot is a locked file, so that a holder that dies gives it back without anybody's help, and
whoever takes it next knows that what it finds there is an orphan.
"""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backend.rendering.errors import SandboxUnavailableError

FIRST_UID: Final = 61000
SLOTS: Final = 256


@dataclass(frozen=True, slots=True)
class Slot:
    """A held slot. Closing the file gives it back."""

    number: int
    uid: int
    lock_fd: int

    def release(self) -> None:
        """Give the slot back."""
        os.close(self.lock_fd)


class Slots:
    """The slots of this machine (as root) or of this user."""

    def __init__(self, folder: Path, *, first_uid: int = FIRST_UID) -> None:
        self._folder = folder
        self._first_uid = first_uid
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def acquire(self) -> Slot:
        """Take the first free slot.

        Raises:
            SandboxUnavailableError: all are held.
        """
        for slot in self.free():
            return slot
        message = "Every sandbox slot of this machine is taken."
        raise SandboxUnavailableError(message, slots=SLOTS)

    def free(self) -> Iterator[Slot]:
        """Take the free slots one after another; whoever iterates releases them."""
        for number in range(SLOTS):
            fd = os.open(
                self._folder / f"{number:03d}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(fd)
                continue
            yield Slot(number=number, uid=self._first_uid + number, lock_fd=fd)
