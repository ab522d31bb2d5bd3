"""One stack of real parts for the whole suite; every scenario leaves it as it found it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.testing.services import wait_until
from backend.testing.stack import Stack, open_stack


@pytest.fixture(scope="session")
def whole_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with open_stack(tmp_path_factory.mktemp("chaos")) as opened:
        yield opened


@pytest.fixture
def own_stack(tmp_path: Path) -> Iterator[Stack]:
    """A stack for a scenario that breaks one of the parts all others share."""
    with open_stack(tmp_path) as opened:
        yield opened


@pytest.fixture
def stack(whole_stack: Stack) -> Iterator[Stack]:
    """C38: after each scenario all jobs have ended, each effect is one, no sandbox is left."""
    whole_stack.to_convex.reset()
    whole_stack.to_s3.reset()
    yield whole_stack
    whole_stack.to_convex.reset()
    whole_stack.to_s3.reset()
    assert [job["status"] for job in whole_stack.active()] == []
    effects = whole_stack.became_ready()
    assert sorted(effects) == sorted(set(effects))
    whole_stack.sessions.clear()
    wait_until(lambda: sandboxes(whole_stack) == [], seconds=10, what="the sandboxes ending")


def sandboxes(stack: Stack) -> list[str]:
    """Sandbox processes whose worker belonged to this stack and is gone."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    orphans = [line.split(None, 2) for line in listed if "bwrap" in line]
    return [line[2] for line in orphans if line[1] == "1" and str(stack.folder) in line[2]]
