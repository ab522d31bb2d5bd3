"""Taking a container's frames apart: the program's words into local pipes, the rest to us."""

import json
import os
import queue
import select
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Final, cast

from backend.rendering.sandbox.port import Limits, Pressure

_HEADER_BYTES: Final = 5
_FRAME_BYTES_MAX: Final = 1 << 20
_BLOCK: Final = 1 << 16
ControlMessage = Mapping[str, object]


class BadFrameError(Exception):
    """The stream is not what a carrier writes."""


class _Outlet:
    """One of the program's streams as a pipe. What nobody reads yet waits here, and is bounded."""

    def __init__(self, most: int) -> None:
        self.read_fd, self.write_fd = os.pipe()
        os.set_blocking(self.write_fd, False)
        # More than the reader will take, so that it sees a flood as one.
        self._most = most + 2 * _BLOCK
        self.waiting = b""

    def give(self, body: bytes) -> None:
        if len(self.waiting) < self._most:
            self.waiting += body
        self.flush()

    def flush(self) -> None:
        try:
            while self.waiting:
                self.waiting = self.waiting[os.write(self.write_fd, self.waiting[:_BLOCK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self.waiting = b""


class Pump:
    """One thread that reads frames until the stream ends or breaks its form.

    It waits for nobody who reads the program's words: an answer to an order comes the same way.
    """

    def __init__(self, source: IO[bytes], limits: Limits) -> None:
        self._source = source.fileno()
        self._stdout, self._stderr = _Outlet(limits.stdout_bytes), _Outlet(limits.stderr_bytes)
        self.stdout_fd, self.stderr_fd = self._stdout.read_fd, self._stderr.read_fd
        self._muted = False
        self._code: int | None = None
        self.pressure = Pressure()
        self.broke_off = False
        self.data: queue.Queue[bytes | ControlMessage | None] = queue.Queue(maxsize=64)
        self._thread = threading.Thread(target=self._run, name="docker-pump", daemon=True)
        self._thread.start()

    @property
    def exit_code(self) -> int | None:
        """How the program ended, once all that it said before can be read."""
        return None if self._outlets_waiting() else self._code

    def mute(self) -> None:
        """From now on what the program says is thrown away."""
        self._muted = True

    def close(self) -> None:
        """Close our ends; the thread ends with its stream."""
        self._muted = True
        for fd in (self.stdout_fd, self.stderr_fd):
            with suppress(OSError):
                os.close(fd)
        with suppress(queue.Empty):
            while True:
                self.data.get_nowait()
        self._thread.join(10)

    def _outlets_waiting(self) -> list[_Outlet]:
        return [] if self._muted else [o for o in (self._stdout, self._stderr) if o.waiting]

    def _run(self) -> None:
        with suppress(OSError, ValueError, BadFrameError, queue.Full):
            self._read()
        if self._code is None:
            self.broke_off = True
            self._code = 1
        with suppress(queue.Full):
            self.data.put_nowait(None)
        while outlets := self._outlets_waiting():
            self._wait(outlets)
        for outlet in (self._stdout, self._stderr):
            os.close(outlet.write_fd)

    def _wait(self, outlets: list[_Outlet], *, source: int | None = None) -> bool:
        """Wait for the source, or for somebody to read; says whether the source has something."""
        poll = select.poll()
        if source is not None:
            poll.register(source, select.POLLIN)
        for outlet in outlets:
            poll.register(outlet.write_fd, select.POLLOUT)
        # Once in a while, for whoever mutes us meanwhile.
        ready = {fd for fd, _ in poll.poll(500 if outlets else None)}
        for outlet in outlets:
            if outlet.write_fd in ready:
                outlet.flush()
        return source in ready

    def _read(self) -> None:
        held = bytearray()
        while True:
            if not self._wait(self._outlets_waiting(), source=self._source):
                continue
            block = os.read(self._source, _BLOCK)
            if not block:
                return
            held += block
            while (size := _frame_bytes(held)) is not None and len(held) >= size:
                self._frame(bytes(held[:1]), bytes(held[_HEADER_BYTES:size]))
                del held[:size]

    def _frame(self, channel: bytes, body: bytes) -> None:
        if channel in {b"O", b"E"}:
            if not self._muted:
                (self._stdout if channel == b"O" else self._stderr).give(body)
        elif channel == b"D":
            self.data.put(body, timeout=60)
        else:
            self._control(cast("ControlMessage", json.loads(body)))

    def _control(self, message: ControlMessage) -> None:
        match message:
            case {
                "pressure": {
                    "oomKills": int(kills),
                    "forkRefusals": int(forks),
                    "cpuMs": int(cpu_ms),
                    "full": bool(full),
                }
            }:
                # Space that was full once is: what filled it may be cleared away at the end.
                full = full or self.pressure.scratch_full
                self.pressure = Pressure(kills, forks, full, cpu_ms / 1000)
            case {"ended": int(code)}:
                self._code = code
            case _:
                self.data.put(message, timeout=60)


def _frame_bytes(held: bytearray) -> int | None:
    """The whole length of the first frame, once that can be said."""
    if len(held) < _HEADER_BYTES:
        return None
    size = int.from_bytes(held[1:_HEADER_BYTES], "big")
    if size > _FRAME_BYTES_MAX:
        reason = "A frame is too large."
        raise BadFrameError(reason)
    return _HEADER_BYTES + size
