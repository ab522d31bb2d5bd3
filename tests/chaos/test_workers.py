"""Workers that are killed, stopped, revived and replaced."""

import contextlib
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from backend.testing.services import Part, wait_until
from backend.testing.stack import Stack, kill
from tests.chaos.scenes import quick, slow

pytestmark = [pytest.mark.timeout(180)]


def _sandbox_pids(part: Part) -> list[int]:
    """Everything below a worker."""
    found: list[int] = []
    waiting = [part.pid]
    while waiting:
        path = Path(f"/proc/{waiting.pop()}/task")
        children: list[Path] = list(path.glob("*/children")) if path.exists() else []
        for child in children:
            pids = [int(pid) for pid in child.read_text().split()]
            found += pids
            waiting += pids
    return found


@pytest.mark.requirement("chaos:c02")
@pytest.mark.requirement("chaos:c38")
def test_a_worker_killed_while_it_renders_is_replaced_by_the_next_attempt(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as first:
        asked = stack.insert(session, slow("C02"))
        stack.running(asked["jobId"])
        inside = _sandbox_pids(first)
        assert inside
        kill(first)
    with stack.worker():
        job = stack.sweep_until_ended(asked["jobId"])
        # One folder, of the one who lives: what the dead had begun is gone.
        assert len(list((stack.folder / "data" / "scratch").iterdir())) == 1
    assert (job["status"], job["attempt"]) == ("succeeded", 2)
    scene = stack.settled(asked["sceneId"])
    stack.fetch_live(scene)
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1
    wait_until(
        lambda: not any(Path(f"/proc/{pid}/root").exists() for pid in inside),
        seconds=10,
        what="everything inside the sandbox ending",
    )


@pytest.mark.slow
@pytest.mark.requirement("chaos:c01")
@pytest.mark.requirement("chaos:c29")
def test_a_sandbox_that_is_killed_costs_one_attempt_and_not_the_worker(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as part:
        asked = stack.insert(session, slow("C01"))
        stack.running(asked["jobId"])
        outer = subprocess.run(
            ["pgrep", "-f", "^bwrap|/bwrap"], capture_output=True, text=True, check=False
        ).stdout.split()
        mine = {str(pid) for pid in _sandbox_pids(part)} & set(outer)
        assert mine
        for pid in mine:
            subprocess.run(["kill", "-KILL", pid], check=False)
        job = stack.sweep_until_ended(asked["jobId"])
        assert part.alive()
        assert job["attempt"] <= 3
        assert job["status"] == "succeeded"
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c06")
def test_a_worker_that_slept_through_its_lease_changes_nothing_when_it_wakes(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as sleeper:
        asked = stack.insert(session, slow("C06", seconds=4))
        stack.running(asked["jobId"])
        kill(sleeper, signal.SIGSTOP)
        with stack.worker():
            job = stack.sweep_until_ended(asked["jobId"], seconds=60)
            assert (job["status"], job["attempt"]) == ("succeeded", 2)
            before = stack.settled(asked["sceneId"])
            kill(sleeper, signal.SIGCONT)
            wait_until(
                lambda: '"event": "job.ended"' in sleeper.said(),
                seconds=90,
                what="the sleeper noticing",
                part=sleeper,
            )
            assert '"outcome": "done"' not in sleeper.said()
    after = stack.scene(asked["sceneId"])
    assert after["checksum"] == before["checksum"]
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c31")
def test_workers_replaced_under_load_lose_nothing_and_double_nothing(stack: Stack) -> None:
    _project, session = stack.session()
    with stack.worker() as old:
        asked = [stack.insert(session, slow(f"C31-{number}", seconds=1)) for number in range(4)]
        stack.running(asked[0]["jobId"])
        assert old.terminate(seconds=8) == 0
        with stack.worker():
            for each in asked:
                assert stack.sweep_until_ended(each["jobId"])["status"] == "succeeded"
    for each in asked:
        assert len(stack.events("scene.ready", each["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c04")
def test_a_worker_killed_between_upload_and_report_leaves_a_stray_object_only(
    stack: Stack,
) -> None:
    _project, session = stack.session()
    stack.to_convex.choose = lambda _method, path, body: (
        "hold" if path.endswith("scene-updated") and b'"ready"' in body else "pass"
    )
    with stack.worker() as first:
        asked = stack.insert(session, quick("C04"))
        assert stack.to_convex.wait_for(
            lambda: any(fault == "hold" for _m, _p, fault in stack.to_convex.seen), 60
        )
        kill(first)
    stack.to_convex.choose = lambda _method, _path, _body: "cut"
    stack.to_convex.gate.set()
    stack.to_convex.reset()
    with stack.worker():
        job = stack.sweep_until_ended(asked["jobId"])
    assert job["status"] == "succeeded"
    stack.fetch_live(stack.settled(asked["sceneId"]))
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


# A worker whose wall clock is set forward while it works: it reads the hour through this.
_JUMPING_CLOCK = """
import os, time
from pathlib import Path
flag, real, real_ns = Path({flag!r}), time.time, time.time_ns
def off():
    return {seconds} if flag.exists() else 0
time.time = lambda: real() + off()
time.time_ns = lambda: real_ns() + off() * 10**9
"""


@pytest.mark.slow
@pytest.mark.requirement("chaos:c21")
@pytest.mark.parametrize("seconds", [240, -240])
def test_a_workers_clock_that_jumps_does_not_decide_its_lease(
    stack: Stack, tmp_path: Path, seconds: int
) -> None:
    """Sixty leases forward or back: Convex counts leases by its own clock."""
    _project, session = stack.session()
    flag = tmp_path / "jump"
    hook = tmp_path / "sitecustomize.py"
    hook.write_text(_JUMPING_CLOCK.format(flag=str(flag), seconds=seconds))
    with stack.worker(PYTHONPATH=str(tmp_path)) as part:
        asked = stack.insert(session, slow(f"C21{seconds}", seconds=5))
        stack.running(asked["jobId"])
        flag.touch()
        job = stack.sweep_until_ended(asked["jobId"])
        assert part.alive()
    assert (job["status"], job["attempt"]) == ("succeeded", 1)
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c25")
def test_a_full_scratch_disk_fails_the_job_and_not_the_worker(stack: Stack, tmp_path: Path) -> None:
    _project, session = stack.session()
    data = tmp_path / "data"
    data.mkdir()
    # A disk of its own for the worker, made by the tool that makes sandboxes.
    small = ["bwrap", "--dev-bind", "/", "/", "--size", str(48 * 2**20), "--tmpfs", str(data)]
    with stack.worker(before=(*small, "--"), SCENEWRIGHT_DATA_DIR=str(data)) as part:
        inside = Path(f"/proc/{_python(part)}/root") / data.relative_to("/")
        filler = inside / "filler"
        _fill(filler)
        asked = stack.insert(session, quick("C25"))
        wait_until(
            lambda: '"event": "job.crashed"' in part.said(),
            seconds=60,
            what="the job failing",
            part=part,
        )
        filler.unlink()
        job = stack.sweep_until_ended(asked["jobId"], seconds=90)
        assert part.alive()
    assert job["status"] == "succeeded"
    assert job["attempt"] > 1
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


def _python(part: Part) -> int:
    """The worker itself, below the program that gave it a disk."""
    found = [pid for pid in _sandbox_pids(part) if _command(pid).startswith(sys.executable)]
    return found[0]


def _command(pid: int) -> str:
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_text().replace("\0", " ") if path.exists() else ""


def _fill(path: Path) -> None:
    """Write until the disk refuses."""
    with contextlib.suppress(OSError), path.open("wb") as target:
        for _block in range(4096):
            target.write(b"x" * 65_536)
