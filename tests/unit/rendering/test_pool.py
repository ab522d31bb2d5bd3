"""Warm boxes are used once, and the next is warmed when one is given back."""

import threading
from collections.abc import Iterator

import pytest

from backend.rendering.errors import SandboxFailedError, SandboxUnavailableError
from backend.rendering.pool import Pool, sizes_for, sizes_for_machine
from backend.rendering.sandbox.port import Limits, Program
from backend.testing.sandbox import FakeSandbox
from tests.unit.rendering.conftest import render_well

SECONDS = 10


@pytest.fixture
def sandbox() -> FakeSandbox:
    return FakeSandbox(render_well)


@pytest.fixture
def pool(sandbox: FakeSandbox) -> Iterator[Pool]:
    made = Pool(sandbox, {Program.RENDER: 2, Program.PROBE: 1})
    yield made
    made.close()


@pytest.mark.requirement("rendering:pool:single-use")
def test_no_box_is_leased_twice(pool: Pool) -> None:
    seen: set[int] = set()
    for _ in range(5):
        assert pool.wait_until_warm(SECONDS)
        with pool.lease(Program.RENDER) as box:
            assert id(box) not in seen
            seen.add(id(box))
    assert len(seen) == 5


def test_a_lease_takes_a_warm_box(pool: Pool, sandbox: FakeSandbox) -> None:
    assert pool.wait_until_warm(SECONDS)
    warm = list(sandbox.boxes)
    with pool.lease(Program.PROBE) as box:
        assert box in warm
        assert len(sandbox.boxes) == 3


def test_every_box_is_destroyed_in_the_end(sandbox: FakeSandbox) -> None:
    pool = Pool(sandbox, {Program.RENDER: 2})
    assert pool.wait_until_warm(SECONDS)
    with pool.lease(Program.RENDER):
        pass
    pool.close()
    assert all(box.destroyed for box in sandbox.boxes)
    with pytest.raises(SandboxUnavailableError), pool.lease(Program.RENDER):
        pass


def test_a_box_that_died_while_waiting_is_not_leased(pool: Pool, sandbox: FakeSandbox) -> None:
    assert pool.wait_until_warm(SECONDS)
    dead = [box for box in sandbox.boxes if box.program is Program.RENDER]
    for box in dead:
        box.exit_code = lambda: 1
    with pool.lease(Program.RENDER) as box:
        assert box not in dead
    assert all(box.destroyed for box in dead)


def test_a_sandbox_that_cannot_start_says_so_to_who_asks(sandbox: FakeSandbox) -> None:
    pool = Pool(sandbox, {})
    sandbox.failures = 1
    with pytest.raises(SandboxFailedError), pool.lease(Program.RENDER):
        pass
    with pool.lease(Program.RENDER):
        pass
    pool.close()


def test_leases_from_many_threads_get_boxes_of_their_own(sandbox: FakeSandbox) -> None:
    pool = Pool(sandbox, {Program.RENDER: 1})
    together = threading.Barrier(4, timeout=SECONDS)
    seen: list[int] = []

    def use() -> None:
        with pool.lease(Program.RENDER) as box:
            seen.append(id(box))
            together.wait()

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    pool.close()
    assert len(set(seen)) == 4


def test_the_pool_is_sized_by_cores_and_memory() -> None:
    assert sizes_for_machine(Limits(memory_bytes=2**50))[Program.RENDER] == 1
    assert sizes_for_machine(Limits())[Program.PROBE] >= 2
    assert sizes_for(0) == {}


def test_the_emptiest_part_is_filled_first(sandbox: FakeSandbox) -> None:
    """The first job finds a box of each kind, however many of one are wanted."""
    pool = Pool(sandbox, {Program.RENDER: 4, Program.PROBE: 2})
    assert pool.wait_until_warm(SECONDS)
    assert pool.warm(Program.RENDER) == 4
    pool.close()
    assert [box.program for box in sandbox.boxes[:3]] == [
        Program.RENDER,
        Program.PROBE,
        Program.RENDER,
    ]
