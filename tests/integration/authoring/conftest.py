"""One real renderer, in real sandboxes, for all tests of the way from words to film."""

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import BubblewrapSandbox, Program, Rendered, Renderer, RenderPlan
from backend.rendering.plan import Quality
from backend.services.evaluation.stage import RendererStage

SMALL = Quality(426, 240, 10)


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    folder = Path(tempfile.mkdtemp(prefix="scenewright-authoring-"))
    made = Renderer(
        BubblewrapSandbox(clock=SystemClock()),
        clock=SystemClock(),
        ids=SystemIds(),
        work_dir=folder,
        warm={Program.RENDER: 2, Program.PROBE: 1},
        prove_first=False,
    )
    yield made
    made.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def stage(renderer: Renderer) -> RendererStage:
    """Dry runs in the sandbox."""
    return RendererStage(renderer, quality=SMALL)


@pytest.fixture
def frames_of(renderer: Renderer) -> Callable[[str, str | None], int]:
    """Renders a scene and counts its frames; none when there is no film."""

    def render(code: str, scene: str | None) -> int:
        plan = RenderPlan(source=code, scene=scene, quality=SMALL, deadline_seconds=60)
        outcome = renderer.render(plan, on_progress=lambda _: None, cancel=threading.Event())
        if not isinstance(outcome, Rendered):
            return 0
        renderer.release(outcome)
        return outcome.duration_in_frames

    return render
