"""What an attack must not reach: a service, a socket, a file and an environment of the host."""

import os
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FILE_CANARY = "SECRET-IN-A-FILE-5d1f"
ENVIRONMENT_CANARY = "SECRET-IN-ENVIRONMENT-77ab"
MARK = "MARK-OF-THE-ATTACKER-91c2"


@dataclass
class Canaries:
    """Where they are, and how often they were touched."""

    placeholders: dict[str, str]
    touched: list[str] = field(default_factory=list[str])


def _listen(server: socket.socket, name: str, canaries: Canaries) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        canaries.touched.append(name)
        connection.close()


@contextmanager
def planted(folder: Path) -> Generator[Canaries]:
    """Plant them for a while."""
    folder.chmod(0o755)
    secret = folder / "secret.txt"
    secret.write_text(FILE_CANARY)
    secret.chmod(0o644)
    tcp = socket.create_server(("127.0.0.1", 0))
    abstract = socket.socket(socket.AF_UNIX)
    name = f"scenewright-canary-{os.getpid()}"
    abstract.bind(f"\0{name}")
    abstract.listen()
    canaries = Canaries(
        {
            "SECRET_FILE": str(secret),
            "SECRET": FILE_CANARY,
            "HOST_PATH": str(Path(__file__).parents[3]),
            "TCP_PORT": str(tcp.getsockname()[1]),
            "ABSTRACT": name,
            "MARK": MARK,
            "HOSTNAME": socket.gethostname(),
        }
    )
    for server, kind in ((tcp, "tcp"), (abstract, "abstract")):
        threading.Thread(target=_listen, args=(server, kind, canaries), daemon=True).start()
    # A worker has secrets in its environment; the boxes that it starts must not.
    os.putenv("SCENEWRIGHT_CANARY", ENVIRONMENT_CANARY)
    try:
        yield canaries
    finally:
        os.unsetenv("SCENEWRIGHT_CANARY")
        for server in (tcp, abstract):
            server.shutdown(socket.SHUT_RDWR)
            server.close()
