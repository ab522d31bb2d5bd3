"""The sandboxes that keep the contract: the fake one, bubblewrap and, in long runs, Docker."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import BubblewrapSandbox, DockerSandbox, Limits, Sandbox
from backend.rendering.sandbox.port import Pressure
from backend.testing.box_users import own_uids
from backend.testing.sandbox import FakeBox, FakeSandbox

FIRST_UID = own_uids(1)
IMAGE = "scenewright-render"


def behave(box: FakeBox, job: Mapping[str, object]) -> int:
    """Does in the fake what the scenes of the contract do in a real box."""
    source = str(job["source"])
    if "while True" in source:
        box.killed.wait(30)
        return 1
    if "bytearray" in source:
        # The word of a dead helper comes first, what it died of is known only when all has ended.
        box.say({"type": "rejected", "class": "OUTPUT_MISSING"})
        box.killed.wait(30)
        box.counters = Pressure(oom_kills=1)
        return 1
    if "ValueError" in source:
        error = {"type": "ValueError", "message": "on purpose", "line": 7}
        box.say({"type": "rejected", "class": "CODE_ERROR", "error": error})
        return 0
    (box.folder / "out" / "chunk.mp4").write_bytes(b"film")
    box.say({"type": "rendered", "file": "chunk.mp4"})
    return 0


@pytest.fixture(
    scope="module", params=["fake", "bwrap", pytest.param("docker", marks=pytest.mark.slow)]
)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    state = Path(tempfile.mkdtemp(prefix="scenewright-contract-"))
    state.chmod(0o711)
    made: Sandbox
    match request.param:
        case "fake":
            made = FakeSandbox(behave)
        case "bwrap":
            made = BubblewrapSandbox(
                clock=SystemClock(), limits=Limits(), state_dir=state, first_uid=FIRST_UID
            )
        case _:
            made = DockerSandbox(clock=SystemClock(), ids=SystemIds(), image=IMAGE, state_dir=state)
    yield made
    made.close()
    shutil.rmtree(state)
