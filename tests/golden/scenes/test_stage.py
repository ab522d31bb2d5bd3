"""What stands on the stage: nothing outside the frame, no text over text, none too small."""

import itertools
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from backend.scenes import Document, compile_document, list_templates
from backend.scenes.examples import example_document
from backend.scenes.kinds import ACTIONS, KINDS, accepts
from backend.scenes.themes import THEMES

_SIZES = {"16:9": (854, 480), "9:16": (480, 854)}


# Every step of an animation is drawn, small and seldom, so that all pairs can be afforded.
_DRAWN: dict[str, object] = {"steps": True, "rate": 2, "width": 214, "height": 120}


def _probed(
    documents: dict[str, Document], folder: Path, how: dict[str, object] | None = None
) -> dict[str, dict[str, Any]]:
    scenes: list[dict[str, object]] = []
    for name, document in documents.items():
        compiled = compile_document(document)
        width, height = _SIZES[document.meta.aspect]
        scenes.append(
            {
                "name": name,
                "source": compiled.source,
                "scene": compiled.scene_name,
                "width": width,
                "height": height,
            }
            | (how or {})
        )
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("stage_probe.py"))],
        input=json.dumps({"scenes": scenes, "stills": None, "media": str(folder)}),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {answer["name"]: answer for answer in answers}


def _templates(pairs: list[tuple[str, str]]) -> dict[str, Document]:
    return {
        f"{template.id} {theme} {aspect}": template.build(theme=theme, aspect=aspect)  # pyright: ignore[reportArgumentType] - names of the tables
        for template in list_templates()
        for theme, aspect in pairs
    }


def _sound(answers: dict[str, dict[str, Any]]) -> None:
    wrong = {
        n: a.get("error") or a["faults"]
        for n, a in answers.items()
        if a.get("error") or a["faults"]
    }
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:templates:frame")
def test_a_sample_of_templates_keeps_to_the_frame(tmp_path: Path) -> None:
    every = _templates([("dark", "16:9"), ("paper", "9:16")])
    names = random.Random(11).sample(sorted(every), 16)  # noqa: S311 - a sample of tests
    answers = _probed({name: every[name] for name in names}, tmp_path)
    assert len(answers) == len(names)
    _sound(answers)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.requirement("scenes:templates:frame")
def test_every_template_keeps_to_the_frame_in_every_theme_and_shape(tmp_path: Path) -> None:
    _sound(_probed(_templates(list(itertools.product(THEMES, _SIZES))), tmp_path))


def _pairs() -> dict[str, Document]:
    found: dict[str, Document] = {}
    for kind in KINDS.values():
        for action in (None, *ACTIONS.values()):
            if "needs_tex" in kind.tags or (action is not None and not accepts(action, kind)):
                continue
            if action is not None and action.base == "MovingCameraScene" and kind.three_d:
                continue
            found[f"{kind.name} {action.name if action else ''}"] = example_document(kind, action)
    return found


def _run(answers: dict[str, dict[str, Any]]) -> None:
    wrong = {name: answer["error"] for name, answer in answers.items() if answer.get("error")}
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.timeout(300)
@pytest.mark.requirement("scenes:kinds:every-action")
def test_every_kind_and_a_sample_of_actions_run(tmp_path: Path) -> None:
    every = _pairs()
    alone = {name: document for name, document in every.items() if name.endswith(" ")}
    names = random.Random(5).sample(sorted(every.keys() - alone.keys()), 80)  # noqa: S311 - a sample of tests
    _run(_probed(alone | {name: every[name] for name in names}, tmp_path, _DRAWN))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.requirement("scenes:kinds:every-action")
def test_every_kind_runs_with_every_action_that_accepts_it(tmp_path: Path) -> None:
    _run(_probed(_pairs(), tmp_path, _DRAWN))
