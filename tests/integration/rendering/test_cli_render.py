"""`scenewright render` and `inspect`, as a person runs them."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from backend.cli import render
from backend.cli.settings import CliSettings
from backend.rendering.probe.mp4 import read_film

SCENE = """
from manim import *


class Greeting(Scene):
    def construct(self):
        self.add(Square(), Dot())
        self.wait(1)
"""


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()

    def options(context: typer.Context) -> None:
        context.obj = CliSettings(api=None, key=None, as_json=True)

    made.callback()(options)
    render.register(made)
    return made


@pytest.mark.requirement("rendering:cli:render")
def test_a_file_becomes_a_film(app: typer.Typer, tmp_path: Path) -> None:
    scene, film, hashes = tmp_path / "scene.py", tmp_path / "film.mp4", tmp_path / "frames.txt"
    scene.write_text(SCENE)
    words = ["render", str(scene), "Greeting", "-o", str(film), "--quality", "480p15"]
    words += ["--frame-hashes", str(hashes), "--cache", str(tmp_path / "cache")]
    first = CliRunner().invoke(app, words)
    facts = json.loads(first.stdout)
    assert first.exit_code == 0
    assert facts["outcome"] == "rendered"
    assert read_film(film).frames == facts["durationInFrames"] == 15
    assert len(hashes.read_text().split()) == 15
    again = json.loads(CliRunner().invoke(app, words).stdout)
    assert again["cacheHit"]
    assert again["sha256"] == facts["sha256"]


def test_a_refused_file_says_why_and_fails(app: typer.Typer, tmp_path: Path) -> None:
    scene = tmp_path / "scene.py"
    scene.write_text("import os\n")
    done = CliRunner().invoke(app, ["render", str(scene)])
    assert done.exit_code == 1
    facts = json.loads(done.stdout)
    assert (facts["class"], facts["line"]) == ("CODE_REJECTED", 1)


def test_a_scene_is_inspected_without_drawing(app: typer.Typer, tmp_path: Path) -> None:
    scene = tmp_path / "scene.py"
    scene.write_text(SCENE)
    done = CliRunner().invoke(app, ["inspect", str(scene)])
    facts = json.loads(done.stdout)
    assert facts["outcome"] == "inspected"
    assert facts["durationInFrames"] == 15
