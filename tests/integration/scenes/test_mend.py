"""The fixer on mistakes, and on code that is right."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from backend.scenes import compile_document, list_templates
from backend.scenes.fixes import DryRun, check_code, mend
from tests.integration.scenes.documented import documented_scenes
from tests.integration.scenes.mistakes import MISTAKES, SILENT
from tests.integration.scenes.written import written_scenes

Runner = Callable[[str], DryRun]
Asked = Callable[[str], dict[str, Any]]

# Written as mistakes, but Manim takes them.
_RUNS_AS_IT_IS = {
    "play_list",
    "play_generator",
    "animate_called_last",
    "updating_play",
    "size_property",
    "sphere_keyword",
}
_MORE = written_scenes("more_mistakes")
# Longer scenes in the manners of several models, with several mistakes each.
_LONG = written_scenes("long_scenes")
_COMMON = written_scenes("common_scenes")
_DOCUMENTED = documented_scenes()

_SURE = {name: source for name, source in _MORE.items() if name not in _RUNS_AS_IT_IS}

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
    assert len(MISTAKES) + len(SILENT) >= 90
    assert _mended_share(_sample(MISTAKES | SILENT, 18), dry_run) >= 0.85
    assert _mended_share(_sample(_SURE, 8), dry_run) >= 0.85


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.requirement("scenes:fixes:catalogue")
def test_most_mistakes_of_the_catalogue_are_mended(dry_run: Runner) -> None:
    assert _mended_share(MISTAKES | SILENT, dry_run) >= 0.85


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("scenes:fixes:catalogue")
def test_most_mistakes_of_the_second_catalogue_are_mended(dry_run: Runner) -> None:
    failing = {name: source for name, source in _MORE.items() if not dry_run(source).ok}
    assert len(failing) >= 90
    assert _mended_share(failing, dry_run) >= 0.85


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("scenes:fixes:placeholder")
def test_long_scenes_with_several_mistakes_all_play(dry_run: Runner) -> None:
    mended = {name: mend(source, dry_run) for name, source in _LONG.items()}
    assert [name for name, result in mended.items() if not result.ok] == []
    whole = [name for name, result in mended.items() if result.dropped == 0]
    assert len(whole) >= 12


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:fixes:harmless")
def test_documented_scenes_that_run_are_left_alone(dry_run: Runner, run_scene: Asked) -> None:
    cases = {n: s for n, s in _sample(_SHORT, 16).items() if run_scene(s)["ok"]}
    assert len(cases) >= 6
    for name, source in cases.items():
        assert mend(source, dry_run).source == source, name


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.requirement("scenes:fixes:harmless")
def test_three_hundred_scenes_that_run_are_left_alone(dry_run: Runner, run_scene: Asked) -> None:
    """Manim's own examples, our corpus of common scenes, and the templates as code."""
    cases = {n: s for n, s in (_DOCUMENTED | _COMMON).items() if run_scene(s)["ok"]}
    cases |= {
        f"{template.id} {aspect}": compile_document(template.build(aspect=aspect)).source
        for template in list_templates()
        for aspect in ("16:9", "9:16")
    }
    assert len(cases) >= 300
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
    for name, source in SILENT.items():
        if name != "grid_rows":
            assert check_code(source), name
