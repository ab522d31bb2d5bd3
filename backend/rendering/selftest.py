"""Proving the walls before the first stranger's scene: attacks of our own, run in a real box.

One scene tries a score of ways out and says which of them worked. The answer has to be a word that
only this run knows, so that a box that cannot run the scene at all does not pass by its silence.
"""

import json
import os
import re
import socket
import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from backend.clock import Clock
from backend.ids import IdSource
from backend.rendering.errors import SandboxUnavailableError
from backend.rendering.plan import Quality, RenderPlan
from backend.rendering.protocol import job_line
from backend.rendering.sandbox import messages
from backend.rendering.sandbox.port import Box, Limits
from backend.rendering.sandbox.supervise import supervise

_SECONDS: Final = 30.0
_ANSWER = re.compile(r"^(\w{16}):([\w, .-]*)$")

_SCENE: Final = """
import ctypes, glob, os, resource, socket
from manim import Scene


def tries(secret_file, secret, port):
    libc = ctypes.CDLL(None, use_errno=True)

    def call(number, *words):
        ctypes.set_errno(0)
        return libc.syscall(number, *words) != -1 or ctypes.get_errno() not in (1, 38)

    def read(path):
        return bool(open(path, "rb").read(1))

    def write(path):
        with open(path, "w") as file:
            return file.write("x") == 1

    def family(number):
        return bool(socket.socket(number, socket.SOCK_DGRAM))

    yield "tcp", lambda: bool(socket.create_connection(("127.0.0.1", port), 2))
    for name in ("INET", "INET6", "NETLINK", "VSOCK", "PACKET", "ALG"):
        yield "socket " + name, lambda: family(getattr(socket, "AF_" + name))
    yield "a file of the host", lambda: read(secret_file)
    yield "shadow", lambda: read("/etc/shadow")
    yield "own environment", lambda: any(secret in value for value in os.environ.values())
    yield "other environments", lambda: any(
        secret.encode() in open(path, "rb").read() for path in glob.glob("/proc/[0-9]*/environ")
        if os.access(path, os.R_OK)
    )
    for path in ("/x", "/usr/x", "/opt/x", "/dev/x", "/opt/packages/x", "/opt/venv/x"):
        yield "write " + path.replace("/", "."), lambda: write(path)
    yield "root", lambda: os.setuid(0) is None
    yield "host user", lambda: os.getuid() == 0
    yield "chmod suid", lambda: write("/job/tmp/s") and os.chmod("/job/tmp/s", 0o4755) is None
    yield "limits", lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20)) is None
    for name, number in NUMBERS.items():
        yield name, lambda: call(number, -1, -1, -1, -1, -1, -1)


NUMBERS = {"unshare": 272, "clone3": 435, "setns": 308, "mount": 165, "pivot_root": 155,
           "chroot": 161, "ptrace": 101, "bpf": 321, "perf": 298, "io_uring": 425, "keyctl": 250,
           "memfd": 319, "userfaultfd": 323, "personality": 135, "flock": 73, "shmget": 29}
if os.uname().machine != "x86_64":
    NUMBERS = {}


class SelfTest(Scene):
    def construct(self):
        worked = []
        for name, attempt in tries(@FILE@, @SECRET@, @PORT@):
            try:
                if attempt():
                    worked.append(name)
            except Exception:
                pass
        raise ValueError(@NONCE@ + ":" + ", ".join(worked))
"""


class Proof:
    """Whether the walls were proved; a failed proof stays failed."""

    def __init__(self, *, needed: bool) -> None:
        self._lock = threading.Lock()
        self._given = not needed
        self._failure: SandboxUnavailableError | None = None

    def give(self, attempt: Callable[[], None]) -> None:
        """Attempt it once; callers wait for each other.

        Raises:
            SandboxUnavailableError: the attempt found a hole, now or before.
        """
        with self._lock:
            if self._failure is not None:
                raise SandboxUnavailableError(self._failure.message, **self._failure.details)
            if self._given:
                return
            try:
                attempt()
            except SandboxUnavailableError as error:
                self._failure = error
                raise
            self._given = True


@contextmanager
def _listener() -> Generator[socket.socket]:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0)
    try:
        yield server
    finally:
        server.close()


def _was_reached(server: socket.socket) -> bool:
    try:
        connection, _ = server.accept()
    except BlockingIOError:
        return False
    connection.close()
    return True


def prove(box: Box, *, clock: Clock, ids: IdSource, limits: Limits) -> None:
    """Run the attacks in a box.

    Raises:
        SandboxUnavailableError: one of them worked, or the box could not run them.
    """
    nonce, secret = ids.token(8).hex(), ids.token(16).hex()
    with tempfile.TemporaryDirectory() as folder, _listener() as server:
        Path(folder).chmod(0o755)
        canary = Path(folder) / "canary"
        canary.write_text(secret)
        canary.chmod(0o644)
        values = {
            "FILE": json.dumps(str(canary)),
            "SECRET": json.dumps(secret),
            "PORT": str(server.getsockname()[1]),
            "NONCE": json.dumps(nonce),
        }
        source = _SCENE
        for name, value in values.items():
            source = source.replace(f"@{name}@", value)
        plan = RenderPlan(source=source, quality=Quality(64, 64, 15), job_id="self-test")
        os.putenv("SCENEWRIGHT_SELF_TEST", secret)
        try:
            ended = supervise(
                box,
                job_line(plan, box.job_dir, "render"),
                clock=clock,
                limits=limits,
                deadline_seconds=_SECONDS,
                cancel=_Never(),
                on_message=lambda _: None,
            )
        finally:
            os.unsetenv("SCENEWRIGHT_SELF_TEST")
        reached = _was_reached(server)
    claims = messages.items([(ended.last or {}).get("error")], limit=1)
    answer = _ANSWER.match(messages.text(claims[0].get("message")) if claims else "")
    if answer is None or answer.group(1) != nonce:
        message = "The self-test could not run in the sandbox."
        raise SandboxUnavailableError(message, said=ended.said[-500:])
    worked = [name for name in answer.group(2).split(", ") if name]
    if worked or reached:
        message = "An attack works in this sandbox, so it renders nothing."
        raise SandboxUnavailableError(message, worked=worked, reached=reached)


class _Never:
    def is_set(self) -> bool:
        return False
