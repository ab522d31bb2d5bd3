"""`scenewright render` and `inspect`, as a person runs them."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from backend.cli import exit_codes, render, render_report
from backend.cli.settings import CliSettings
from backend.rendering.probe.mp4 import read_film
from backend.testing.services import wait_until

SCENE = """
from manim import *


class Greeting(Scene):
    def construct(self):
        self.add(Square(), Dot())
        self.wait(1)
"""

BUILT_ON = SCENE.replace("(Scene)", "(House)").replace(
    "class", "class House(Scene):\n    TITLE = 'base'\n\n\nclass", 1
)


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
    scene.write_text("import os\nos.getcwd()\n")
    done = CliRunner().invoke(app, ["render", str(scene)])
    assert done.exit_code == 1
    facts = json.loads(done.stdout)
    assert (facts["class"], facts["line"]) == ("CODE_REJECTED", 2)


def test_a_scene_is_inspected_without_drawing(app: typer.Typer, tmp_path: Path) -> None:
    scene = tmp_path / "scene.py"
    scene.write_text(BUILT_ON)
    done = CliRunner().invoke(app, ["inspect", str(scene)])
    facts = json.loads(done.stdout)
    assert facts["outcome"] == "inspected"
    assert facts["scene"] == "Greeting"  # the base that it builds on is not what is to be seen
    assert facts["durationInFrames"] == 15


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"# \xff\xfe", ["render"]),
        (b"from manim import *", ["render", "-o", "/proc/nowhere/film.mp4"]),
        (b"from manim import *", ["render", "-o", "/proc/film.mp4"]),
        (b"from manim import *", ["render", "--cache", "/proc/nowhere"]),
        (b"from manim import *", ["inspect", "--quality", "4k"]),
    ],
)
def test_what_cannot_start_is_wrong_usage_and_costs_no_sandbox(
    content: bytes, words: list[str], app: typer.Typer, tmp_path: Path
) -> None:
    scene = tmp_path / "scene.py"
    scene.write_bytes(content)
    assert CliRunner().invoke(app, [words[0], str(scene), *words[1:]]).exit_code == 2


def test_an_inspection_is_told_in_sentences(
    capsys: pytest.CaptureFixture[str],
) -> None:
    where = {"play": 0, "line": 6}
    render_report.say_inspection(
        {
            "scene": "Crowded",
            "durationInFrames": 45,
            "fps": 15,
            "plays": [{"firstFrame": 0, "frames": 45, "line": 6}],
            "classes": {"Square": 1, "Text": 2},
            "texts": [{"class": "Text", "text": "one", **where}],
            "offFrame": [{"class": "Square", "text": None, **where}],
            "overlappingTexts": [{"texts": ["one", "two\nthree"], **where}],
            "smallTexts": [{"class": "Text", "text": "tiny", **where}],
        }
    )
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Crowded: 45 frames, 3.0 s at 15 a second"
    assert said[2].split() == ["6", "0.0", "s", "0", "45"]
    assert said[3:] == [
        "Shows 1 Square, 2 Text.",
        'line 6: Text "one"',
        "line 6: Square is off the frame.",
        'line 6: "one" and "two three" overlap.',
        'line 6: Text "tiny" is too small to read.',
    ]


@pytest.mark.parametrize("report", [{}, {"durationInFrames": "many", "fps": [], "scene": 1}])
def test_a_report_that_the_scene_made_up_is_a_failure_and_no_crash(
    report: dict[str, object],
) -> None:
    with pytest.raises(exit_codes.WorkFailedError):
        render_report.say_inspection(report)


LONG = """
from manim import *


class Long(Scene):
    def construct(self):
        circles = VGroup(*[Circle(radius=0.1 * n) for n in range(1, 30)])
        for _ in range(40):
            self.play(Rotate(circles, PI), run_time=4)
"""


@pytest.mark.requirement("rendering:cli:interrupt")
def test_an_interrupted_render_leaves_nothing(tmp_path: Path) -> None:
    scene, temporary = tmp_path / "scene.py", tmp_path / "tmp"
    scene.write_text(LONG)
    temporary.mkdir()
    code = "from backend.cli.app import main; main()"
    words = ["render", str(scene), "-o", str(tmp_path / "film.mp4"), "--quality", "480p15"]
    with subprocess.Popen(
        ["env", f"TMPDIR={temporary}", sys.executable, "-c", code, *words],
        cwd=Path(__file__).parents[3],
        stderr=subprocess.PIPE,
    ) as running:
        wait_until(lambda: any(temporary.glob("scenewright-render-*/*")), seconds=8, what="the job")
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=8)[1]
    assert running.returncode == exit_codes.INTERRUPTED
    assert said.decode().splitlines()[-1] == "scenewright: Interrupted."
    assert not list(temporary.glob("scenewright-render-*"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scene.py", "tmp"]
