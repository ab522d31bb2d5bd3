"""The processes of one run: a driver, which runs the scene's code, and drawers, which never do.

The driver is forked before its orders are known, so that nobody waits for that with a job in hand.
"""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path

from render_image.chunkfile import ChunkStore
from render_image.drawer import Drawer, draw_until_closed
from render_image.driver import FileNames, drive
from render_image.job import Job
from render_image.planner import Queue
from render_image.report import Reporter
from render_image.stage import configure

# Children that were killed and not yet waited for.
_ended: list[int] = []


@dataclass(frozen=True)
class Orders:
    """What a driver does."""

    job: Job
    folder: Path
    names: FileNames
    draw_all: bool

    @property
    def workers(self) -> int:
        """How many drawers it needs."""
        return self.job.workers if self.job.mode == "render" else 0


class Crew:
    """One driver that waits for its orders, and from then on its drawers."""

    def __init__(self) -> None:
        # The driver writes tasks and messages, and reads results.
        self._tasks, self._results, self._messages = os.pipe(), os.pipe(), os.pipe()
        self._reader, self._writer = Pipe(duplex=False)
        unneeded = [self._tasks[0], self._results[1], self._messages[0], self._writer.fileno()]
        self._children = [_fork(self._drive, unneeded)]
        self._reader.close()
        os.close(self._messages[1])

    @property
    def messages(self) -> int:
        """Where what the driver says is read."""
        return self._messages[0]

    def begin(self, orders: Orders) -> None:
        """Have the driver begin, and fork its drawers meanwhile."""
        self._writer.send(orders)
        unneeded = [self._tasks[1], self._results[0], self._messages[0], self._writer.fileno()]
        self._children += [
            _fork(lambda: self._draw(orders), unneeded) for _ in range(orders.workers)
        ]
        for descriptor in (*self._tasks, *self._results):
            os.close(descriptor)

    def end(self) -> None:
        """Kill all; `wait_for_the_ended` waits for them."""
        # Their memory takes long to tear down; nobody has to wait for that with the answer.
        for child in self._children:
            os.kill(child, signal.SIGKILL)
        _ended.extend(self._children)
        self._writer.close()
        os.close(self._messages[0])

    def _drive(self) -> None:
        with suppress(EOFError):  # ended without a job
            orders: Orders = self._reader.recv()
            configure(orders.job, orders.folder)
            channel = Reporter(self._messages[1])
            queue = Queue(self._tasks[1], self._results[0], orders.folder, max(1, orders.workers))
            answer = drive(
                orders.job, queue, channel.send, names=orders.names, draw_all=orders.draw_all
            )
            channel.send(answer)

    def _draw(self, orders: Orders) -> None:
        job, folder = orders.job, orders.folder
        store = ChunkStore((job.cache_dir or folder) / "chunks")

        def make() -> Drawer:
            return Drawer(width=job.width, height=job.height, fps=job.fps, store=store)

        draw_until_closed(self._tasks[0], self._results[1], folder, make, at_once=store.is_empty())


def wait_for_the_ended() -> None:
    """Wait for every process of every crew that was ended."""
    while _ended:
        os.waitpid(_ended.pop(), 0)


def _fork(run: Callable[[], None], unneeded: Sequence[int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for descriptor in unneeded:
            os.close(descriptor)
        _die_with_parent()
        run()
        code = 0
    except BaseException:  # noqa: BLE001 (a forked child must never return into its parent's code)
        traceback.print_exc(file=sys.stderr)
    sys.stderr.flush()
    os._exit(code)


def _die_with_parent() -> None:
    """Ask the kernel to end this child with its parent (prctl PR_SET_PDEATHSIG)."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
