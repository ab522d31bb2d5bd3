"""Films without a model are drawn, frame by frame, by the real renderer in its sandbox."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from backend.authoring.offline import OfflineAuthor
from backend.authoring.port import DocumentSource, SceneBrief
from backend.rendering import Rendered, Renderer, RenderPlan
from backend.rendering.plan import Quality
from backend.scenes import Document, compile_document

TITLES = Path(__file__).parents[2] / "bench" / "authoring"
# Small and with few frames: what is asked is whether each is drawn, not how it looks.
TINY = Quality(256, 144, 5)
AT_ONCE = 2


def titles() -> list[str]:
    found: list[str] = []
    for name in ("theorems.txt", "topics.txt"):
        lines = (TITLES / name).read_text("utf-8").splitlines()
        found += [line for line in lines if line and not line.startswith("#")]
    return found


def scenes_of(title: str, count: int) -> list[tuple[str, str]]:
    """The code of each scene of a film, with the scene's name."""
    author = OfflineAuthor()
    found: list[tuple[str, str]] = []
    for index, outline in enumerate(author.plan(title, count, settings={}).scenes):
        made = author.write(SceneBrief(title, outline, index, count, {}))
        assert isinstance(made.source, DocumentSource)
        compiled = compile_document(Document.model_validate(made.source.document))
        found.append((compiled.source, compiled.scene_name))
    return found


def drawn(renderer: Renderer, films: dict[str, int]) -> None:
    """Draws each different scene once; says how many, and names those that fail."""
    scenes: dict[str, tuple[str, str]] = {}
    asked = 0
    for title, count in films.items():
        for number, (code, name) in enumerate(scenes_of(title, count)):
            scenes.setdefault(code, (f"{title} {number + 1}", name))
            asked += 1

    def frames(code: str) -> int:
        plan = RenderPlan(
            source=code, scene=scenes[code][1], quality=TINY, deadline_seconds=120, inspect=True
        )
        outcome = renderer.render(plan, on_progress=lambda _: None, cancel=threading.Event())
        if not isinstance(outcome, Rendered):
            return 0
        renderer.release(outcome)
        return 0 if faults(outcome) else outcome.duration_in_frames

    with ThreadPoolExecutor(AT_ONCE) as pool:
        lengths = dict(zip(scenes, pool.map(frames, scenes), strict=True))
    failed = [scenes[code][0] for code, length in lengths.items() if length == 0]
    sys.stdout.write(
        f"films: {len(films)}, scenes: {asked}, different: {len(scenes)}, "
        f"frames: {sum(lengths.values())}, not drawn: {failed}\n"
    )
    assert failed == []


def faults(outcome: Rendered) -> list[object]:
    """What the render saw of a layout that is not right."""
    seen = (outcome.report.get(name) for name in ("offFrame", "overlappingTexts", "smallTexts"))
    return [each for found in seen for each in cast("list[object]", found or [])]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("author:offline:films")
def test_a_sample_of_films_is_drawn_whole(renderer: Renderer) -> None:
    chosen = titles()[8::18]
    drawn(renderer, {title: 3 + number % 3 for number, title in enumerate(chosen)})


@pytest.mark.slow
@pytest.mark.timeout(14_400)
@pytest.mark.requirement("author:offline:films")
def test_every_film_is_drawn_whole(renderer: Renderer) -> None:
    drawn(renderer, {title: 3 + number % 3 for number, title in enumerate(titles())})
