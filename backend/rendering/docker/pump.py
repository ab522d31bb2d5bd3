"""Taking a container's frames apart: the program's words into local pipes, the rest to us."""

import json
import os
import queue
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import IO, Final, cast

from backend.rendering.sandbox.port import Pressure

_HEADER_BYTES: Final = 5
_FRAME_BYTES_MAX: Final = 1 << 20
ControlMessage = Mapping[str, object]


class Pump:
    """One thread that reads frames until the stream ends or breaks its form."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.stdout_fd, self._stdout = os.pipe()
        self.stderr_fd, self._stderr = os.pipe()
        self._muted = False
        self.pressure = Pressure()
        self.exit_code: int | None = None
        self.data: queue.Queue[bytes | ControlMessage | None] = queue.Queue(maxsize=64)
        self._thread = threading.Thread(target=self._run, name="docker-pump", daemon=True)
        self._thread.start()

    def mute(self) -> None:
        """From now on what the program says is thrown away."""
        self._muted = True
        for fd in (self.stdout_fd, self.stderr_fd):
            with suppress(OSError):
                os.set_blocking(fd, False)
                while os.read(fd, 1 << 16):
                    pass

    def close(self) -> None:
        """Close our ends; the thread ends with its stream."""
        for fd in (self.stdout_fd, self.stderr_fd):
            with suppress(OSError):
                os.close(fd)
        with suppress(queue.Empty):
            while True:
                self.data.get_nowait()
        self._thread.join(10)

    def _run(self) -> None:
        with suppress(OSError, ValueError):
            while (header := self._source.read(_HEADER_BYTES)) and len(header) == _HEADER_BYTES:
                size = int.from_bytes(header[1:], "big")
                if size > _FRAME_BYTES_MAX:
                    break
                self._frame(header[:1], self._source.read(size))
        if self.exit_code is None:
            self.exit_code = 1
        for fd in (self._stdout, self._stderr):
            os.close(fd)
        with suppress(queue.Full):
            self.data.put_nowait(None)

    def _frame(self, channel: bytes, body: bytes) -> None:
        if channel == b"O":
            self._pass_on(self._stdout, body)
        elif channel == b"E":
            self._pass_on(self._stderr, body)
        elif channel == b"D":
            self.data.put(body, timeout=60)
        else:
            self._control(cast("ControlMessage", json.loads(body)))

    def _pass_on(self, fd: int, body: bytes) -> None:
        while body and not self._muted:
            with suppress(BrokenPipeError):
                body = body[os.write(fd, body) :]
                continue
            return

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
                self.pressure = Pressure(kills, forks, full, cpu_ms / 1000)
            case {"ended": int(code)}:
                self.exit_code = code
            case _:
                self.data.put(message, timeout=60)
