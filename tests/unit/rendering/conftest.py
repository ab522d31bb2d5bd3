"""Small films, and a renderer over the fake sandbox."""

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from backend.ids import SystemIds
from backend.rendering import QUALITIES, Renderer, RenderPlan
from backend.testing.clock import FakeClock
from backend.testing.sandbox import Behaviour, FakeBox, FakeSandbox
from tests.unit.rendering.test_mp4 import film, track

FILM = film(track())


def render_well(box: FakeBox, job: Mapping[str, object]) -> int:
    """What an honest renderer and an honest probe do."""
    if "outDir" in job:
        (box.folder / "out" / "chunk.mp4").write_bytes(FILM)
        (box.folder / "out" / "poster.jpg").write_bytes(b"poster")
        chunks = box.folder / "cache" / "chunks"
        chunks.mkdir(exist_ok=True)
        (chunks / "drawn.chunk").write_bytes(str(job["source"]).encode())
        box.say({"type": "progress", "stage": "drawing", "done": 1, "total": 2})
        plays = [{"firstFrame": 0, "frames": 30, "line": 5}]
        box.say({"type": "rendered", "file": "chunk.mp4", "plays": plays, "drawnChunks": 1})
        return 0
    shutil.copyfile(box.folder / "work" / "film.mp4", box.folder / "out" / "clean.mp4")
    poster = box.folder / "work" / "poster.jpg"
    if poster.exists():
        shutil.copyfile(poster, box.folder / "out" / "clean.jpg")
    box.say({"type": "probed", "fit": True, "frames": 30, "poster": poster.exists()})
    return 0


@pytest.fixture
def never() -> threading.Event:
    """A cancel token that nobody sets."""
    return threading.Event()


@pytest.fixture
def make_renderer(tmp_path: Path) -> Iterator[Callable[..., tuple[Renderer, FakeSandbox]]]:
    made: list[Renderer] = []

    def make(
        behave: Behaviour = render_well, *, cache: bool = False
    ) -> tuple[Renderer, FakeSandbox]:
        sandbox = FakeSandbox(behave)
        renderer = Renderer(
            sandbox,
            clock=FakeClock(),
            ids=SystemIds(),
            work_dir=tmp_path / "work",
            cache_dir=tmp_path / "cache" if cache else None,
            prove_first=False,
        )
        made.append(renderer)
        return renderer, sandbox

    yield make
    for renderer in made:
        renderer.close()


def make_plan(source: str = "from manim import *\n", **changes: object) -> RenderPlan:
    facts: dict[str, object] = {"quality": QUALITIES["480p15"], **changes}
    return RenderPlan(source=source, **facts)  # pyright: ignore[reportArgumentType] - overrides
