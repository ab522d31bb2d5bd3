"""Films without a model are drawn, frame by frame, by the real renderer in its sandbox."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest

from backend.rendering import Rendered, Renderer, RenderPlan
from backend.rendering.plan import Quality
from backend.scenes import compile_document
from tests.bench.authoring.films import film, scenes_wanted, titles

# Small and with few frames: what is asked is whether each is drawn, not how it looks.
TINY = Quality(256, 144, 5)
AT_ONCE = 2
PARTS = 12


def drawn(renderer: Renderer, films: dict[str, int]) -> None:
    """Draws each different scene once; says how many, and names those that fail."""
    scenes: dict[str, tuple[str, str]] = {}
    asked = 0
    for title, count in films.items():
        for number, document in enumerate(film(title, count)):
            compiled = compile_document(document)
            scenes.setdefault(compiled.source, (f"{title} {number + 1}", compiled.scene_name))
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
    drawn(renderer, {title: scenes_wanted(number) for number, title in enumerate(chosen)})


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS), ids=lambda part: f"part-{part}-of-{PARTS}")
@pytest.mark.requirement("author:offline:films")
def test_every_film_is_drawn_whole(renderer: Renderer, part: int) -> None:
    """In parts, so that one that fails can be run again alone: `-k part-3-of`."""
    every = [(title, scenes_wanted(number)) for number, title in enumerate(titles())]
    drawn(renderer, dict(every[part::PARTS]))
