"""A container engine of a test's own: its own folder and socket, no network of its own."""

import contextlib
import ctypes
import os
import signal
import socket
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.testing.services import Part, run_part, wait_until

_DETACH = 2
_PLACES = {"data-root": "data", "exec-root": "exec", "pidfile": "docker.pid"}


@contextmanager
def dockerd(folder: Path) -> Generator[tuple[str, Part]]:
    """Yields the address of its socket, and its process; what it had in `folder` is there again."""
    folder.mkdir(parents=True, exist_ok=True)
    address = f"unix://{folder}/docker.sock"
    command = ["dockerd", "--iptables=false", "--ip6tables=false", "--bridge=none", "-H", address]
    command += [f"--{option}={folder / place}" for option, place in _PLACES.items()]

    def answers() -> bool:
        with socket.socket(socket.AF_UNIX) as asked:
            asked.settimeout(5)
            try:
                asked.connect(str(folder / "docker.sock"))
                asked.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
                return b" 200 " in asked.recv(64)
            except OSError:
                return False

    try:
        with run_part("dockerd", command, folder=folder, ready=answers) as part:
            yield address, part
    finally:
        # What watches over a container outlives an engine that was killed.
        for pid in _of(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        # So does the mount that an engine makes of its own folder.
        for mount in sorted(_mounts_below(folder), reverse=True):
            ctypes.CDLL(None).umount2(os.fsencode(mount), _DETACH)


def kill_dockerd(part: Part) -> None:
    """SIGKILL, and wait until what it ran its containers with has followed it."""
    below = [
        int(pid)
        for children in Path(f"/proc/{part.pid}/task").glob("*/children")
        for pid in children.read_text().split()
    ]
    part.process.kill()
    part.process.wait(10)
    wait_until(
        lambda: not any(Path(f"/proc/{pid}").exists() for pid in below),
        seconds=20,
        what="the engine's own processes ending",
    )


def _mounts_below(folder: Path) -> Iterator[str]:
    for line in Path("/proc/self/mounts").read_text().splitlines():
        place = line.split()[1]
        if place.startswith(f"{folder}/"):
            yield place


def _of(folder: Path) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            said = (process / "cmdline").read_bytes()
            if str(folder).encode() in said and int(process.name) != os.getpid():
                yield int(process.name)
