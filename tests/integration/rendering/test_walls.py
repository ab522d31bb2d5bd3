"""What happens when an owner dies, and when a box has no walls."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import BubblewrapSandbox, Limits, Program, SandboxUnavailableError
from backend.rendering.selftest import Proof, prove
from backend.testing.box_users import own_uids, running_as
from backend.testing.sandbox import FakeBox

ROOT = Path(__file__).parents[3]
FIRST_UID = own_uids(2)
SECONDS = 60


@pytest.fixture
def state() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="scenewright-walls-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def alive() -> set[int]:
    """Processes of this test's boxes that still run."""
    return {pid for pid, _slot in running_as(FIRST_UID)}


def becomes(condition: Callable[[], bool], seconds: float) -> bool:
    clock = SystemClock()
    end = clock.monotonic_s() + seconds
    while clock.monotonic_s() < end:
        if condition():
            return True
        os.sched_yield()
    return condition()


@pytest.mark.requirement("rendering:sandbox:dies-with-owner")
@pytest.mark.timeout(120)
def test_nothing_of_a_killed_worker_is_alive_a_second_later(state: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.rendering.owner", str(state), str(FIRST_UID)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert owner.stdout is not None
    assert owner.stdout.readline()
    assert alive()
    owner.kill()
    assert becomes(lambda: not alive(), 1.0)
    owner.wait(SECONDS)
    owner.stdout.close()
    sandbox = BubblewrapSandbox(clock=SystemClock(), state_dir=state, first_uid=FIRST_UID)
    assert sandbox.reap() == 1
    sandbox.close()
    assert list(Path("/sys/fs/cgroup").glob(f"**/{state.name}")) == []


def test_the_walls_of_this_machine_stand(state: Path) -> None:
    sandbox = BubblewrapSandbox(clock=SystemClock(), state_dir=state, first_uid=FIRST_UID)
    box = sandbox.open(Program.RENDER)
    try:
        prove(box, clock=SystemClock(), ids=SystemIds(), limits=Limits())
    finally:
        box.destroy()
        sandbox.close()


def said(program: str) -> Callable[[FakeBox, Any], int]:
    def behave(box: FakeBox, job: Any) -> int:  # noqa: ANN401 - a job
        nonce = str(job["source"]).partition('raise ValueError("')[2][:16]
        message = program.replace("NONCE", nonce)
        box.say({"type": "rejected", "class": "CODE_ERROR", "error": {"message": message}})
        return 0

    return behave


@pytest.mark.requirement("rendering:selftest:refuses")
@pytest.mark.parametrize(
    "message", ["NONCE:tcp, shadow", "NONCE:other environments", "0123456789abcdef:", "", "broken"]
)
def test_a_box_that_lets_an_attack_through_is_refused(message: str) -> None:
    box = FakeBox(Program.RENDER, said(message))
    with pytest.raises(SandboxUnavailableError):
        prove(box, clock=SystemClock(), ids=SystemIds(), limits=Limits())
    box.destroy()


def test_a_box_that_holds_every_attack_is_accepted() -> None:
    box = FakeBox(Program.RENDER, said("NONCE:"))
    prove(box, clock=SystemClock(), ids=SystemIds(), limits=Limits())
    box.destroy()


def test_a_failed_proof_stays_failed() -> None:
    proof = Proof(needed=True)
    attempts: list[int] = []

    def fail() -> None:
        attempts.append(1)
        message = "An attack works."
        raise SandboxUnavailableError(message)

    for _ in range(2):
        with pytest.raises(SandboxUnavailableError):
            proof.give(fail)
    assert len(attempts) == 1
