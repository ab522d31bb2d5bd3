"""The size of a preview (480 lines on the short side, in the film's shape) and that of a film."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from backend.ids import SystemIds
from backend.rendering import LimitHit, Quality, Renderer, RenderPlan
from backend.rendering.protocol import film_quality, preview_quality
from backend.testing.clock import FakeClock
from backend.testing.sandbox import FakeBox, FakeSandbox
from render_image.job import parse_job
from render_image.supervise import preview_of
from tests.unit.rendering.conftest import FILM, make_plan

JOB = {"jobId": "a", "source": "", "fps": 30, "outDir": "out", "preview": True}


@pytest.mark.requirement("rendering:preview:early")
@pytest.mark.parametrize(
    ("film", "preview"),
    [
        ((1920, 1080), (854, 480)),
        ((1080, 1920), (480, 854)),
        ((1080, 1080), (480, 480)),
        ((720, 480), (720, 480)),
        ((480, 854), (480, 854)),
    ],
)
def test_a_preview_is_small_by_its_short_side(
    film: tuple[int, int], preview: tuple[int, int]
) -> None:
    small = preview_of(parse_job(json.dumps({**JOB, "width": film[0], "height": film[1]}).encode()))
    assert small is not None
    assert (small.width, small.height, small.fps) == (*preview, 15)
    said = preview_quality({"width": small.width, "height": small.height, "fps": 15})
    assert (said.width, said.height) == preview


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        ({"width": 240, "height": 426, "fps": 24.0}, Quality(240, 426, 24)),
        ({"width": 240, "height": 426, "fps": 23.976}, Quality(240, 426, 30)),
        ({"width": 10**6, "height": "426", "fps": 0}, Quality(1920, 1080, 30)),
        ({}, Quality(1920, 1080, 30)),
    ],
)
def test_a_film_has_its_own_size_only_if_the_plan_lets_it(
    claimed: dict[str, object], expected: Quality
) -> None:
    assert film_quality(RenderPlan(source="", own_size=True), claimed) == expected
    assert film_quality(RenderPlan(source=""), claimed) == Quality(1920, 1080, 30)


def test_looking_at_a_preview_ends_with_the_deadline_of_its_scene(
    tmp_path: Path, never: threading.Event
) -> None:
    clock, ended_by_us = FakeClock(), list[bool]()

    def stall(box: FakeBox, job: Mapping[str, object]) -> int:
        if "outDir" in job:
            (box.folder / "out" / "preview.mp4").write_bytes(FILM)
            box.say({"type": "preview", "file": "preview.mp4"})
            box.killed.wait(10)
        else:
            clock.advance(20)
            ended_by_us.append(box.killed.wait(10))
        return 0

    renderer = Renderer(
        FakeSandbox(stall), clock=clock, ids=SystemIds(), work_dir=tmp_path, prove_first=False
    )
    plan = make_plan(preview=True, deadline_seconds=10)
    outcome = renderer.render(plan, on_progress=lambda _: None, cancel=never)
    renderer.close()
    assert isinstance(outcome, LimitHit)
    assert ended_by_us == [True]
