"""Running one job in a box, and ending it when it goes too far.

```text
 warm ──feed──▶ running ──┬─ the program ended ───────────▶ Ended(stop=None)
                          ├─ deadline, cancel ────────────▶ killed, Ended(stop=…)
                          └─ memory, processes, disk, talk ▶ killed, Ended(stop=…)
```

Whatever happens, no process of the box is alive when `supervise` returns: the files in it can no
longer change under the hands of whoever copies them out.
"""

import os
import selectors
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from backend.clock import Clock
from backend.rendering.sandbox import messages
from backend.rendering.sandbox.port import Box, CancelToken, Limits, Pressure

_TICK_SECONDS: Final = 0.05
_LINE_BYTES_MAX: Final = 2 * 1024**2
_FORK_REFUSALS_MAX: Final = 20
_FINAL: Final = frozenset({"rendered", "inspected", "rejected", "probed"})


class Stop(StrEnum):
    """Why a job was ended from outside."""

    DEADLINE = "deadline"
    CANCEL = "cancel"
    MEMORY = "memory"
    PROCESSES = "processes"
    DISK = "disk"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Ended:
    """What is known once nothing runs any more."""

    last: Mapping[str, object] | None
    stop: Stop | None
    exit_code: int | None
    pressure: Pressure
    wall_seconds: float
    said: str


OnMessage = Callable[[Mapping[str, object]], None]


@dataclass(slots=True)
class _Stream:
    fd: int
    budget: int
    seen: int = 0
    buffer: bytes = b""

    def read(self) -> bytes | None:
        """A block; None when nothing is there yet; empty at the end."""
        try:
            block = os.read(self.fd, 1 << 16)
        except BlockingIOError:
            return None
        self.seen += len(block)
        return block


class _Watch:
    def __init__(self, box: Box, limits: Limits, on_message: OnMessage) -> None:
        self._on_message = on_message
        self._stdout = _Stream(box.stdout_fd, limits.stdout_bytes, buffer=box.pending)
        self._stderr = _Stream(box.stderr_fd, limits.stderr_bytes)
        self._selector = selectors.DefaultSelector()
        for stream in (self._stdout, self._stderr):
            os.set_blocking(stream.fd, False)
            self._selector.register(stream.fd, selectors.EVENT_READ, stream)
        self.last: Mapping[str, object] | None = None
        self.said = b""

    def flooded(self) -> bool:
        return any(
            stream.seen > stream.budget or len(stream.buffer) > _LINE_BYTES_MAX
            for stream in (self._stdout, self._stderr)
        )

    def turn(self, seconds: float) -> bool:
        """Take in what is there, waiting at most so long; says whether there was anything."""
        ready = self._selector.select(seconds)
        for key, _ in ready:
            stream: _Stream = key.data
            block = stream.read()
            if block == b"":
                self._selector.unregister(stream.fd)
            elif block and stream is self._stderr:
                self.said = (self.said + block)[-8192:]
            elif block:
                self._lines(block)
        return bool(ready)

    def _lines(self, block: bytes) -> None:
        *lines, self._stdout.buffer = (self._stdout.buffer + block).split(b"\n")
        for line in lines:
            message = messages.parse(line)
            if message is None or self.last is not None:
                continue  # what follows the last word was not written by the renderer
            kind = message.get("type")
            if isinstance(kind, str) and kind in _FINAL:
                self.last = message
            else:
                self._on_message(message)

    def close(self) -> None:
        self._selector.close()


def supervise(
    box: Box,
    line: bytes,
    *,
    clock: Clock,
    limits: Limits,
    deadline_seconds: float,
    cancel: CancelToken,
    on_message: OnMessage,
) -> Ended:
    """Feed the job and watch until it has ended or was ended."""
    started = clock.monotonic_s()
    watch = _Watch(box, limits, on_message)
    stop: Stop | None = None
    box.feed(line)
    try:
        while stop is None:
            watch.turn(_TICK_SECONDS)
            elapsed = clock.monotonic_s() - started
            stop = _reason(watch, box.pressure(), cancel, over=elapsed > deadline_seconds)
            if watch.last is not None or box.exit_code() is not None:
                # The last word was said, or the program is gone: whoever still holds a pipe is a
                # leftover. One more look, for what it wrote before it ended.
                while watch.last is None and not watch.flooded() and watch.turn(0):
                    pass
                break
    finally:
        exit_code = box.exit_code()
        box.kill()
        watch.close()
        # Only now: a box may tell of its end before the count of what ended it has reached us.
        pressure = box.pressure()
    if stop is None:
        stop = _reason(watch, pressure, cancel, over=False)
    return Ended(
        last=watch.last,
        stop=stop,
        exit_code=exit_code,
        pressure=pressure,
        wall_seconds=clock.monotonic_s() - started,
        said=watch.said.decode("utf-8", "replace"),
    )


def _reason(watch: _Watch, pressure: Pressure, cancel: CancelToken, *, over: bool) -> Stop | None:
    reasons = {
        Stop.CANCEL: cancel.is_set(),
        Stop.MEMORY: pressure.oom_kills > 0,
        Stop.PROCESSES: pressure.fork_refusals > _FORK_REFUSALS_MAX,
        Stop.DISK: pressure.scratch_full,
        Stop.OUTPUT: watch.flooded(),
        Stop.DEADLINE: over,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
