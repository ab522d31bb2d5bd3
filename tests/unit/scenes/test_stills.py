"""Small pictures of scenes show what large ones show."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

SOURCE = """\
from manim import *

config.frame_width = 8
config.frame_height = 14.222


class Titled(Scene):
    def construct(self):
        self.add(Text("A matrix moves the plane", font="DejaVu Sans", weight=BOLD))
"""


def _drawn(folder: Path, height: int) -> Image.Image:
    folder.mkdir()
    scene = {"name": "titled", "source": SOURCE, "scene": "Titled", "aspect": "9:16"}
    asked = {"folder": str(folder), "moments": 1, "height": height, "scenes": [scene]}
    done = subprocess.run(
        [sys.executable, "-m", "backend.cli.scene_stills"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    (file,) = json.loads(done.stdout)["files"]
    with Image.open(folder / file) as picture:
        return picture.convert("L")


@pytest.mark.timeout(120)
@pytest.mark.requirement("scenes:gallery:stills")
def test_a_narrow_picture_breaks_no_other_lines(tmp_path: Path) -> None:
    small, large = _drawn(tmp_path / "small", 180), _drawn(tmp_path / "large", 1280)
    assert small.size == (102, 180)
    apart = ImageChops.difference(small, large.resize(small.size))
    assert ImageStat.Stat(apart).mean[0] < 1.5
