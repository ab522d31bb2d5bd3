"""Free ports, and who sits on a busy one."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

LOOPBACK = "127.0.0.1"


def is_free(port: int, *, proc: Path = Path("/proc")) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without it a port counts as busy for a minute after its last server stopped.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    # A server on every address shares the port with a bind to loopback on some systems.
    return _listening_inode(port, proc) is None


def free_port(taken: set[int]) -> int:
    """A port that nobody uses and that is not promised to another part."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((LOOPBACK, 0))
            port = int(probe.getsockname()[1])
        if port not in taken:
            taken.add(port)
            return port


def holder(port: int, *, proc: Path = Path("/proc")) -> str | None:
    """The program that listens on a port, as `name (process 123)`, where the system tells."""
    inode = _listening_inode(port, proc)
    if inode is None:
        return None
    wanted = f"socket:[{inode}]"
    for process in _processes(proc):
        if wanted in _sockets(process):
            name = (process / "comm").read_text().strip()
            return f"{name} (process {process.name})"
    return None


def _listening_inode(port: int, proc: Path) -> str | None:
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text().splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            listening = fields[3] == "0A"
            if listening and int(fields[1].rsplit(":", 1)[1], 16) == port:
                return fields[9]
    return None


def _processes(proc: Path) -> Iterator[Path]:
    return (entry for entry in proc.iterdir() if entry.name.isdigit())


def _sockets(process: Path) -> set[str]:
    found: set[str] = set()
    try:
        entries = list((process / "fd").iterdir())
    except OSError:
        return found
    for entry in entries:
        # A descriptor may be closed between the listing and the look.
        with contextlib.suppress(OSError):
            found.add(str(entry.readlink()))
    return found
