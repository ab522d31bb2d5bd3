"""One stack of real parts for the whole suite; every scenario leaves it as it found it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.rendering import BubblewrapSandbox
from backend.testing.services import wait_until
from backend.testing.stack import Stack, open_stack
from backend.testing.stored import StoredObjects
from tests.chaos.leftovers import Leftovers


@pytest.fixture(scope="session")
def whole_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with open_stack(tmp_path_factory.mktemp("chaos")) as opened:
        yield opened


@pytest.fixture
def own_stack(tmp_path: Path) -> Iterator[Stack]:
    """A stack for a scenario that breaks one of the parts all others share."""
    with open_stack(tmp_path) as opened:
        yield from left_clean(opened)


@pytest.fixture
def left_stack(tmp_path: Path) -> Iterator[Stack]:
    """A stack whose person goes, and can be asked nothing afterwards."""
    with open_stack(tmp_path) as opened:
        yield opened


@pytest.fixture
def stack(whole_stack: Stack) -> Iterator[Stack]:
    whole_stack.to_convex.reset()
    whole_stack.to_s3.reset()
    # A sign-in lasts for minutes, and a whole run of these for longer.
    whole_stack.person.sign_in()
    yield from left_clean(whole_stack)
    whole_stack.sessions.clear()


def left_clean(stack: Stack) -> Iterator[Stack]:
    """C38: after each scenario.

    All jobs have ended, each effect is one, the store holds what the ledger names, and of what
    ran nothing is left: no process, container, mount or control group.
    """
    leftovers = Leftovers(stack.folder)
    yield stack
    stack.to_convex.reset()
    stack.to_s3.reset()
    assert [job["status"] for job in stack.active()] == []
    effects = stack.became_ready()
    assert sorted(effects) == sorted(set(effects))
    store = StoredObjects(stack)
    store.sweep(grace_ms=0)
    for session in stack.sessions:
        assert store.below(store.place(session)) == store.named(session)
    # What a worker does first of all when it starts: clear the groups of those that were killed.
    sandbox = BubblewrapSandbox(clock=SystemClock())
    sandbox.reap()
    sandbox.close()
    wait_until(lambda: leftovers.found() == [], seconds=30, what="all that ran ending")
