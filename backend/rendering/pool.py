"""Warm boxes, waiting: a job pays neither a start nor an import.

A box is used once. While somebody renders, nothing is refilled unless somebody else waits, because
a refill is most of a second of processor time; it happens as soon as a box is given back.
"""

import os
import threading
from collections import deque
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from typing import Final

from backend.rendering.errors import RenderingError, SandboxUnavailableError
from backend.rendering.sandbox.port import Box, CancelToken, Limits, Program, Sandbox

_WARM_MAX: Final = 8
# Scenes of a usual session: they are asked for at once, and each would pay a second of imports.
_BURST: Final = 5
_FAILURES_MAX: Final = 3


def sizes_for_machine(limits: Limits) -> Mapping[Program, int]:
    """How many boxes to keep warm: a session's, if memory holds twice as many at their limit."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    held = max(1, memory // (2 * limits.memory_bytes))
    return sizes_for(min(max(_BURST, cores // 2), held, _WARM_MAX))


def sizes_for(renders: int) -> Mapping[Program, int]:
    """Boxes to keep warm for so many renders."""
    if renders == 0:
        return {}
    # A job with a preview looks at three films: its first second, all of it, and the film.
    return {Program.RENDER: renders, Program.PROBE: renders + 2}


class Pool:
    """Leases boxes and keeps others warm. Sizes of zero make it a plain front of the sandbox."""

    def __init__(self, sandbox: Sandbox, sizes: Mapping[Program, int]) -> None:
        self._sandbox = sandbox
        self._sizes = dict(sizes)
        self._warm: dict[Program, deque[Box]] = {program: deque() for program in Program}
        self._changed = threading.Condition()
        self._leased = 0
        self._closed = False
        self._closing = threading.Event()
        self._failures = 0
        self._filling: Program | None = None
        self._filler = threading.Thread(target=self._fill, name="sandbox-pool", daemon=True)
        if any(self._sizes.values()):
            self._filler.start()

    @contextmanager
    def lease(self, program: Program, cancel: CancelToken | None = None) -> Generator[Box]:
        """A box for one job; it is destroyed on the way out.

        Raises:
            RenderCancelledError: the token was set while it was made.
            SandboxUnavailableError, SandboxFailedError: none can be made.
        """
        box = self._take(program, cancel)
        try:
            yield box
        finally:
            box.destroy()
            with self._changed:
                self._leased -= 1
                self._changed.notify_all()

    def wait_until_warm(self, seconds: float) -> bool:
        """Wait for a full pool, at most so long; says whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._missing() is None, seconds)

    def warm(self, program: Program) -> int:
        """How many boxes of a program wait for a job."""
        return len(self._warm[program])

    def close(self) -> None:
        """Destroy what is warm and start nothing more."""
        self._closing.set()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._filler.is_alive():
            self._filler.join()
        for boxes in self._warm.values():
            while boxes:
                boxes.popleft().destroy()

    def _take(self, program: Program, cancel: CancelToken | None) -> Box:
        with self._changed:
            if self._closed:
                message = "The renderer is closed."
                raise SandboxUnavailableError(message)
            self._leased += 1
            self._changed.wait_for(lambda: self._warm[program] or self._filling is not program)
            if box := self._alive(program):
                return box
        try:
            return self._sandbox.open(program, cancel)
        except BaseException:
            with self._changed:
                self._leased -= 1
            raise

    def _alive(self, program: Program) -> Box | None:
        boxes = self._warm[program]
        while boxes:
            box = boxes.popleft()
            if box.exit_code() is None:
                return box
            box.destroy()
        return None

    def _missing(self) -> Program | None:
        """The program that has the smallest part of what it should have, if one lacks any."""
        filled = {p: len(self._warm[p]) / size for p, size in self._sizes.items() if size}
        emptiest = min(filled, key=filled.__getitem__, default=None)
        return None if emptiest is None or filled[emptiest] >= 1 else emptiest

    def _may_fill(self) -> bool:
        return self._closed or (
            self._leased == 0 and self._failures < _FAILURES_MAX and self._missing() is not None
        )

    def _fill(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._may_fill)
                program = self._missing()
                if self._closed or program is None:
                    return
                self._filling = program
            box: Box | None = None
            # A machine that makes no box says so to whoever asks for one; this thread only stops.
            with suppress(RenderingError):
                box = self._sandbox.open(program, self._closing)
            with self._changed:
                self._filling = None
                self._failures = 0 if box else self._failures + 1
                if box:
                    self._warm[program].append(box)
                self._changed.notify_all()
