"""Code read into documents: how much of it is understood, and that nothing is lost."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from backend.scenes import compile_document
from backend.scenes.recognise import recognise
from tests.integration.scenes.documented import documented_scenes
from tests.integration.scenes.recognised_share import recognised
from tests.integration.scenes.written import written_scenes

Asked = Callable[[str], dict[str, Any]]

_COMMON = written_scenes("common_scenes")
_DOCUMENTED = documented_scenes()


def _sample(cases: dict[str, str], count: int) -> dict[str, str]:
    names = random.Random(7).sample(sorted(cases), count)  # noqa: S311 - a sample of tests
    return {name: cases[name] for name in names}


@pytest.mark.timeout(120)
@pytest.mark.requirement("scenes:recognise:share")
def test_most_of_a_hundred_common_scenes_is_recognised() -> None:
    assert len(_COMMON) >= 100
    found: dict[str, list[int]] = {}
    for source in _COMMON.values():
        for sort, (got, wanted, _) in recognised(source).items():
            counts = found.setdefault(sort, [0, 0])
            counts[0] += got
            counts[1] += wanted
    shares = {sort: round(got / wanted, 3) for sort, (got, wanted) in found.items()}
    assert shares.keys() == {"texts", "colours", "durations", "objects"}
    assert min(shares.values()) >= 0.8, shares


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:recognise:lossless")
def test_recognised_scenes_play_the_same_frames(run_scene: Asked) -> None:
    _same_frames(_sample(_COMMON, 10), run_scene, 9)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.requirement("scenes:recognise:lossless")
def test_every_recognised_scene_plays_the_same_frames(run_scene: Asked) -> None:
    _same_frames(_DOCUMENTED | _COMMON, run_scene, 250)


def _same_frames(cases: dict[str, str], run_scene: Asked, least: int) -> None:
    compared = 0
    for name, source in cases.items():
        before = run_scene(source)
        if not before["ok"] or run_scene(source).get("digest") != before["digest"]:
            continue  # a scene that fails, or that is different at every run, shows nothing
        after = run_scene(compile_document(recognise(source).document).source)
        assert after.get("digest") == before["digest"], (name, after)
        compared += 1
    assert compared >= least
