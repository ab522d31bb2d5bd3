"""A renderer with small limits, the canaries, and a census of what boxes leave behind."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
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
from tests.security.rendering.canaries import Canaries, planted

FIRST_UID = 62_000
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
    """A folder that the boxes' own user ids can walk through."""
    folder = Path(tempfile.mkdtemp(prefix="scenewright-attacks-"))
    folder.chmod(0o711)
    yield folder
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
    sandbox = make_sandbox(request.param, state_dir)
    made = Renderer(
        sandbox,
        clock=SystemClock(),
        ids=SystemIds(),
        work_dir=state_dir / f"work-{request.param}",
        cache_dir=state_dir / f"cache-{request.param}",
        warm={Program.RENDER: 1, Program.PROBE: 1},
        limits=LIMITS,
        static_check=False,
    )
    yield made
    made.close()
    assert left_behind(state_dir) == []
    assert sandbox.reap() == 0


def make_sandbox(name: str, state_dir: Path) -> Sandbox:
    if name == "docker":
        return DockerSandbox(
            clock=SystemClock(),
            ids=SystemIds(),
            image="scenewright-render",
            limits=LIMITS,
            state_dir=state_dir / "docker",
        )
    return BubblewrapSandbox(
        clock=SystemClock(), limits=LIMITS, state_dir=state_dir, first_uid=FIRST_UID
    )


def left_behind(state_dir: Path) -> list[str]:
    """Processes, mounts and control groups of the boxes of this suite."""
    uids = range(FIRST_UID, FIRST_UID + 256)
    found = [f"process {p.name}" for p in Path("/proc").glob("[0-9]*") if _uid(p) in uids]
    mounts = Path("/proc/self/mounts").read_text()
    found += [line for line in mounts.splitlines() if str(state_dir) in line]
    found += map(str, Path("/sys/fs/cgroup").glob(f"**/{state_dir.name}/slot-*"))
    return found


def _uid(process: Path) -> int:
    """Whose it is; nobody's once it has ended and only waits for its parent to notice."""
    try:
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
        return -1 if state == "Z" else process.stat().st_uid
    except (FileNotFoundError, ProcessLookupError):
        return -1


@pytest.fixture
def never() -> threading.Event:
    """A cancel token that nobody sets."""
    return threading.Event()
