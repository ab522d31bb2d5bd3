"""Free ports, and who sits on a busy one."""

import os
import socket

from backend.supervisor.ports import free_port, holder, is_free


def test_a_port_somebody_listens_on_is_not_free_and_its_holder_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not is_free(port)
        named = holder(port)
    assert named is not None
    assert named.endswith(f"(process {os.getpid()})")


def test_a_port_of_every_address_counts_as_busy_on_loopback() -> None:
    with socket.create_server(("", 0)) as server:
        assert not is_free(server.getsockname()[1])


def test_a_port_nobody_uses_is_free_and_has_no_holder() -> None:
    port = free_port(set())
    assert is_free(port)
    assert holder(port) is None


def test_a_port_is_promised_once() -> None:
    taken: set[int] = set()
    ports = {free_port(taken) for _ in range(50)}
    assert len(ports) == 50
    assert taken == ports
