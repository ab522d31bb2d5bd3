"""What every suite stands on: no network but loopback, a bare environment, a fixed seed."""

import os
import random
import socket
from collections.abc import Iterator
from typing import Any

import pytest

KEPT_VARIABLES = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "USER",
    "CI",
    "SCENEWRIGHT_FUZZ",
    "PYTHONDONTWRITEBYTECODE",
    "SSL_CERT_FILE",
    "DOCKER_HOST",
)
SEED = 20_260_101
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared with, never bound to


def _scrub_environment() -> None:
    for name in set(os.environ) - set(KEPT_VARIABLES):  # noqa: TID251 - the guard itself
        if not name.startswith(("PYTEST_", "COV_")):
            del os.environ[name]  # noqa: TID251 - the guard itself


_scrub_environment()


@pytest.fixture(autouse=True)
def fixed_seed() -> None:
    """Random choices repeat from run to run; a failing case can be run again."""
    random.seed(SEED)


class OutsideNetworkError(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """No test reaches an address outside loopback, whatever library it uses."""
    real_connect = socket.socket.connect
    real_resolve = socket.getaddrinfo

    def connect(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - the socket's own type
        host = None if isinstance(address, str | bytes) else address[0]
        if host is not None and not str(host).startswith(LOOPBACK):
            message = f"tests may not connect to {address!r}"
            raise OutsideNetworkError(message)
        real_connect(self, address)

    def resolve(host: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - the socket's own type
        text = host.decode() if isinstance(host, bytes) else host
        if text and not str(text).startswith(LOOPBACK):
            raise socket.gaierror(socket.EAI_NONAME, f"tests may not look up {host!r}")
        return real_resolve(host, *rest, **named)

    socket.socket.connect = connect
    socket.getaddrinfo = resolve
    try:
        yield
    finally:
        socket.socket.connect = real_connect
        socket.getaddrinfo = real_resolve
