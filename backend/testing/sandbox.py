"""A sandbox without walls: boxes are folders and a thread that does what the test says."""

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

from backend.rendering.errors import SandboxFailedError
from backend.rendering.sandbox import files
from backend.rendering.sandbox.port import CancelToken, Layer, Pressure, Program, Taken
from backend.rendering.sandbox.readiness import go_on_unless

FOLDERS = ("out", "cache", "work", "tmp")


class FakeBox:
    """A folder, two pipes and a thread."""

    def __init__(self, program: Program, behave: "Behaviour") -> None:
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix="fake-box-"))
        for name in FOLDERS:
            (self.folder / name).mkdir()
        self.job_dir = str(self.folder)
        self.pending = b""
        self.counters = Pressure()
        self.killed = threading.Event()
        self.destroyed = False
        self._behave = behave
        self._exit: int | None = None
        self._folder_fd = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        self.stdout_fd, self._stdout = os.pipe()
        self.stderr_fd, self._stderr = os.pipe()
        self._thread: threading.Thread | None = None

    def say(self, message: Mapping[str, object]) -> None:
        """What the program inside writes on its standard output."""
        os.write(self._stdout, json.dumps(message).encode() + b"\n")

    def grumble(self, text: bytes) -> None:
        """What the program inside writes on its error stream."""
        os.write(self._stderr, text)

    def put(self, name: str, content: Path) -> None:
        files.put(self._folder_fd, name, content, owner=None)

    def feed(self, line: bytes) -> None:
        job = cast("dict[str, object]", json.loads(line))
        self._thread = threading.Thread(target=self._live, args=(job,), daemon=True)
        self._thread.start()

    def _live(self, job: dict[str, object]) -> None:
        with suppress(BrokenPipeError):
            self._exit = self._behave(self, job)
        if self._exit is None:
            self._exit = 1
        for fd in (self._stdout, self._stderr):
            os.close(fd)

    def pressure(self) -> Pressure:
        return self.counters

    def exit_code(self) -> int | None:
        return self._exit

    def names(self, folder: str) -> Sequence[str]:
        return files.names(self._folder_fd, folder)

    def take(self, name: str, target: Path, *, size_bytes_max: int) -> Taken:
        return files.take(
            self._folder_fd, name, target, size_bytes_max=size_bytes_max, owner=os.geteuid()
        )

    def kill(self) -> None:
        self.killed.set()
        if self._thread:
            self._thread.join(10)

    def destroy(self) -> None:
        if self.destroyed:
            return
        self.destroyed = True
        self.kill()
        for fd in (self._folder_fd, self.stdout_fd, self.stderr_fd):
            os.close(fd)
        if self._thread is None:
            os.close(self._stdout)
            os.close(self._stderr)
        shutil.rmtree(self.folder)


Behaviour = Callable[[FakeBox, Mapping[str, object]], int]


class FakeSandbox:
    """Makes fake boxes and remembers them."""

    name = "fake"
    identity = "fake-1"

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.boxes: list[FakeBox] = []
        self.failures = 0
        self.closed = False

    def layers(self) -> tuple[Layer, ...]:
        return ()

    def open(self, program: Program, cancel: CancelToken | None = None) -> FakeBox:
        go_on_unless(cancel)
        if self.failures:
            self.failures -= 1
            message = "The sandbox was told to fail."
            raise SandboxFailedError(message)
        box = FakeBox(program, self.behave)
        self.boxes.append(box)
        return box

    def reap(self) -> int:
        return 0

    def close(self) -> None:
        self.closed = True
