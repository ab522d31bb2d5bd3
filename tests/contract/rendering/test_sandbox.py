"""What the renderer relies on, whatever makes the boxes."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.rendering import QUALITIES, ErrorClass, Limits, Program, RenderPlan, Sandbox
from backend.rendering.errors import RenderCancelledError
from backend.rendering.protocol import job_line
from backend.rendering.sandbox.port import Box, RefusedError
from backend.rendering.sandbox.supervise import CancelToken, Ended, Stop, supervise
from backend.rendering.verdict import judge, limit

HEAD = "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n"
BENIGN = f"{HEAD}        self.add(Square())\n        self.wait(0.2)\n"
WRONG = f"{HEAD}        raise ValueError('on purpose')\n"
ENDLESS = f"{HEAD}        while True:\n            pass\n"
FLOOD = f"{HEAD}        held = bytearray(8 * 1024**3)\n        held[::4096] = bytes(2**21)\n"

pytestmark = pytest.mark.requirement("rendering:sandbox:contract")


@pytest.fixture
def box(sandbox: Sandbox) -> Iterator[Box]:
    opened = sandbox.open(Program.RENDER)
    yield opened
    opened.destroy()


def run(
    box: Box, source: str, *, deadline: float = 60.0, cancel: CancelToken | None = None
) -> Ended:
    plan = RenderPlan(source=source, quality=QUALITIES["480p15"], deadline_seconds=600)
    return supervise(
        box,
        job_line(plan, box.job_dir, "render"),
        clock=SystemClock(),
        limits=Limits(),
        deadline_seconds=deadline,
        cancel=cancel or threading.Event(),
        on_message=lambda _: None,
    )


def test_a_box_waits_for_its_job_and_its_film_can_be_taken(box: Box, tmp_path: Path) -> None:
    assert box.exit_code() is None
    ended = run(box, BENIGN)
    assert (ended.last or {}).get("type") == "rendered"
    taken = box.take("out/chunk.mp4", tmp_path / "film", size_bytes_max=10**7)
    assert taken.path.stat().st_size == taken.size_bytes > 0


def test_a_scene_that_fails_says_so(box: Box) -> None:
    ended = run(box, WRONG)
    assert (ended.last or {}).get("class") == "CODE_ERROR"
    assert ended.stop is None


def test_a_flood_of_memory_is_counted_by_the_time_the_job_has_ended(box: Box) -> None:
    ended = run(box, FLOOD)
    assert ended.pressure.oom_kills > 0
    assert judge(ended) == limit(ErrorClass.LIMIT_MEMORY)


@pytest.mark.requirement("rendering:cancel:within-a-second")
def test_the_deadline_ends_a_scene_within_a_second(box: Box) -> None:
    ended = run(box, ENDLESS, deadline=1.0)
    assert ended.stop is Stop.DEADLINE
    assert ended.wall_seconds < 2.0


@pytest.mark.requirement("rendering:cancel:within-a-second")
def test_a_cancel_ends_a_scene_within_a_second(box: Box) -> None:
    token = threading.Event()
    token.set()
    ended = run(box, ENDLESS, cancel=token)
    assert ended.stop is Stop.CANCEL
    assert ended.wall_seconds < 1.0


def test_files_can_be_put_in_and_listed_and_taken(box: Box, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.write_bytes(b"chunk" * 1000)
    box.put("cache/chunks/one", content)
    box.put("work/asset.png", content)
    assert list(box.names("cache")) == ["cache/chunks/one"]
    assert list(box.names("nothing")) == []
    box.take("cache/chunks/one", tmp_path / "taken", size_bytes_max=10_000)
    assert (tmp_path / "taken").read_bytes() == content.read_bytes()


def test_a_missing_file_and_one_that_is_too_large_are_refused(box: Box, tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.write_bytes(b"x" * 1000)
    box.put("out/large", content)
    with pytest.raises(RefusedError) as missing:
        box.take("out/film", tmp_path / "taken", size_bytes_max=10)
    with pytest.raises(RefusedError) as large:
        box.take("out/large", tmp_path / "taken", size_bytes_max=10)
    assert missing.value.missing
    assert not large.value.missing


def test_a_box_can_be_ended_twice_and_before_it_was_used(sandbox: Sandbox) -> None:
    unused = sandbox.open(Program.PROBE)
    unused.kill()
    unused.destroy()
    unused.destroy()


def test_a_box_that_nobody_waits_for_any_more_is_given_up(sandbox: Sandbox) -> None:
    """Or Ctrl-C and a cancelled job would wait for a start, which takes seconds when it is busy."""
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(RenderCancelledError):
        sandbox.open(Program.RENDER, cancel)
    assert sandbox.reap() == 0


def test_a_sandbox_has_a_name_and_an_identity(sandbox: Sandbox) -> None:
    assert sandbox.name
    assert sandbox.identity
    assert sandbox.reap() == 0
