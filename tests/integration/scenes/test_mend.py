"""The fixer on mistakes, and on code that is right."""

import random
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from backend.scenes import compile_document
from backend.scenes.fixes import DryRun, check_code, mend
from backend.scenes.recognise import recognise

Runner = Callable[[str], DryRun]
Asked = Callable[[str], dict[str, Any]]


def _beside(name: str) -> ModuleType:
    """A module of data that lies beside this test."""
    spec = spec_from_file_location(f"scenes_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


_MISTAKES: dict[str, str] = _beside("mistakes").MISTAKES
_SILENT: dict[str, str] = _beside("mistakes").SILENT
_DOCUMENTED: dict[str, str] = _beside("documented").documented_scenes()

_SHORT = {name: source for name, source in _DOCUMENTED.items() if len(source) < 600}


def _mended_share(cases: dict[str, str], dry_run: Runner) -> float:
    good = 0
    for source in cases.values():
        mended = mend(source, dry_run, drop=False)
        good += mended.ok and bool(mended.changes)
    return good / len(cases)


def _sample(cases: dict[str, str], count: int) -> dict[str, str]:
    names = random.Random(7).sample(sorted(cases), count)  # noqa: S311 - a sample of tests
    return {name: cases[name] for name in names}


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:fixes:catalogue")
def test_most_of_a_sample_of_mistakes_are_mended(dry_run: Runner) -> None:
    assert len(_MISTAKES) + len(_SILENT) >= 90
    assert _mended_share(_sample(_MISTAKES | _SILENT, 24), dry_run) >= 0.85


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.requirement("scenes:fixes:catalogue")
def test_most_mistakes_of_the_catalogue_are_mended(dry_run: Runner) -> None:
    assert _mended_share(_MISTAKES | _SILENT, dry_run) >= 0.85


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:fixes:harmless")
def test_documented_scenes_that_run_are_left_alone(dry_run: Runner, run_scene: Asked) -> None:
    cases = {n: s for n, s in _sample(_SHORT, 16).items() if run_scene(s)["ok"]}
    assert len(cases) >= 6
    for name, source in cases.items():
        assert mend(source, dry_run).source == source, name


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.requirement("scenes:fixes:harmless")
def test_every_documented_scene_that_runs_is_left_alone(dry_run: Runner, run_scene: Asked) -> None:
    cases = {n: s for n, s in _DOCUMENTED.items() if run_scene(s)["ok"]}
    assert len(cases) >= 150
    for name, source in cases.items():
        assert mend(source, dry_run).source == source, name


@pytest.mark.requirement("scenes:fixes:placeholder")
def test_what_cannot_be_mended_becomes_a_placeholder_and_is_told(dry_run: Runner) -> None:
    source = (
        "from manim import *\n\n\nclass Try(Scene):\n    def construct(self):\n"
        "        a = Circle()\n"
        "        self.play(Create(a))\n"
        "        b = quantum_flux(a, 7)\n"
        "        self.play(Create(a.copy()))\n"
    )
    mended = mend(source, dry_run)
    assert mended.ok
    assert mended.dropped == 1
    told = next(change for change in mended.changes if change.dropped)
    assert "quantum_flux" in told.told
    assert told.line == 8


def test_silent_faults_are_found_without_a_run() -> None:
    for name, source in _SILENT.items():
        if name != "grid_rows":
            assert check_code(source), name


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:recognise:lossless")
def test_recognised_scenes_play_the_same_frames(run_scene: Asked) -> None:
    _same_frames(_sample(_SHORT, 12), run_scene, 4)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.requirement("scenes:recognise:lossless")
def test_every_recognised_scene_plays_the_same_frames(run_scene: Asked) -> None:
    _same_frames(_DOCUMENTED, run_scene, 150)


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
