"""A renderer with small limits, the canaries, and a census of what boxes leave behind."""

import shutil
import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import (
    BubblewrapSandbox,
    DockerSandbox,
    Limits,
    Program,
    Renderer,
    Sandbox,
)
from backend.testing.box_users import own_uids
from tests.security.rendering.canaries import Canaries, planted
from tests.security.rendering.leftovers import containers_left, left_behind

LIMITS = Limits(
    memory_bytes=700 * 1024**2,
    processes=64,
    scratch_bytes=64 * 1024**2,
    scratch_inodes=2048,
    file_bytes=48 * 1024**2,
    stderr_bytes=128 * 1024,
    stdout_bytes=1024**2,
)


@pytest.fixture(scope="session")
def state_dir() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@contextmanager
def open_folder() -> Generator[Path]:
    """A folder that the boxes' own user ids can walk through."""
    folder = Path(tempfile.mkdtemp(prefix="scenewright-attacks-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def canaries() -> Iterator[Canaries]:
    folder = Path(tempfile.mkdtemp(prefix="scenewright-canaries-"))
    with planted(folder) as found:
        yield found
    shutil.rmtree(folder)


@pytest.fixture(scope="session", params=["bwrap", pytest.param("docker", marks=pytest.mark.slow)])
def renderer(
    request: pytest.FixtureRequest, state_dir: Path, canaries: Canaries
) -> Iterator[Renderer]:
    """A renderer whose static check is off, so that every attack meets the box itself."""
    assert canaries.touched == []
    with attacked(request.param, state_dir, own_uids(0)) as made:
        yield made


@contextmanager
def attacked(name: str, state_dir: Path, first_uid: int) -> Generator[Renderer]:
    """Such a renderer; when it is closed, nothing of its boxes may be left."""
    sandbox = make_sandbox(name, state_dir, first_uid)
    made = Renderer(
        sandbox,
        clock=SystemClock(),
        ids=SystemIds(),
        work_dir=state_dir / f"work-{name}",
        cache_dir=state_dir / f"cache-{name}",
        warm={Program.RENDER: 1, Program.PROBE: 1},
        limits=LIMITS,
        static_check=False,
    )
    yield made
    made.close()
    assert left_behind(state_dir, first_uid) == []
    if isinstance(sandbox, DockerSandbox):
        assert containers_left(sandbox.owner) == []
    assert sandbox.reap() == 0


def make_sandbox(name: str, state_dir: Path, first_uid: int) -> Sandbox:
    if name == "docker":
        return DockerSandbox(
            clock=SystemClock(),
            ids=SystemIds(),
            image="scenewright-render",
            limits=LIMITS,
            state_dir=state_dir / "docker",
        )
    return BubblewrapSandbox(
        clock=SystemClock(), limits=LIMITS, state_dir=state_dir, first_uid=first_uid
    )


@pytest.fixture
def never() -> threading.Event:
    """A cancel token that nobody sets."""
    return threading.Event()
