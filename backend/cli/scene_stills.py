"""Pictures of compiled scenes at even moments; run as a program by `scenewright scene`.

Reads one JSON object on stdin, {"folder", "moments", "height", "scenes": [{"name", "source",
"scene", "aspect"}]}, writes NAME-1.webp … into the folder and one JSON line for each scene. It is a
process of its own because Manim keeps its configuration in globals; it draws only what our own
compiler wrote, so it needs no sandbox.
"""
# ruff: noqa: ANN401 - Manim's scenes and pictures are untyped here
# pyright: basic, reportImplicitOverride=false, reportIncompatibleMethodOverride=false

import json
import logging
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

import manim
from manim.renderer.cairo_renderer import CairoRenderer
from PIL import Image

FRAMES_A_SECOND = 6
# Manim breaks lines of text at the width in pixels: a narrow picture would be another scene.
SHORT_SIDE_MIN = 480
SHAPES = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "4:3": 4 / 3}


class Sampler(CairoRenderer):
    """A renderer that keeps every drawn frame with its moment, and writes no film."""

    def __init__(self, scene_class: Any, *, only_end: bool) -> None:
        deep = issubclass(scene_class, manim.ThreeDScene)
        moving = issubclass(scene_class, manim.MovingCameraScene)
        camera = manim.ThreeDCamera if deep else manim.MovingCamera if moving else manim.Camera
        super().__init__(camera_class=camera, skip_animations=only_end)
        self.seen: list[tuple[float, Any]] = []

    def add_frame(self, frame: Any, num_frames: int = 1) -> None:
        if self.skip_animations:
            return
        self.seen.append((self.time, frame.copy()))
        self.time += num_frames / manim.config.frame_rate


def drawn(job: dict[str, Any], *, only_end: bool) -> tuple[list[tuple[float, Any]], float]:
    """Every frame of a scene, and how long it lasts."""
    names: dict[str, Any] = {"__name__": "scene"}
    exec(compile(job["source"], "scene.py", "exec"), names)  # noqa: S102 - compiled by us, in a process of its own
    scene_class = names[job["scene"]]
    renderer = Sampler(scene_class, only_end=only_end)
    scene = scene_class(renderer=renderer)
    scene.render()
    renderer.static_image = None
    renderer.update_frame(scene)
    renderer.seen.append((renderer.time, renderer.get_frame()))
    return renderer.seen, renderer.time


def chosen(seen: list[tuple[float, Any]], length: float, moments: int) -> list[Any]:
    """The frames at even moments; the last one is the end."""
    wanted = [length * (number + 1) / moments for number in range(moments)]
    return [[frame for at, frame in seen if at <= moment + 1e-6][-1] for moment in wanted]


def make(job: dict[str, Any], asked: dict[str, Any], media: str) -> dict[str, Any]:
    height = int(asked["height"])
    width = round(height * SHAPES[job["aspect"]] / 2) * 2
    scale = math.ceil(max(1.0, SHORT_SIDE_MIN / min(width, height)))
    settings = {
        "dry_run": True,
        "disable_caching": True,
        "progress_bar": "none",
        "frame_rate": FRAMES_A_SECOND,
        "pixel_width": width * scale,
        "pixel_height": height * scale,
        "frame_width": 8 * 16 / 9,
        "frame_height": 8.0,
        "media_dir": media,
    }
    files: list[str] = []
    with manim.tempconfig(settings):
        try:
            seen, length = drawn(job, only_end=int(asked["moments"]) == 1)
        except Exception as error:  # noqa: BLE001 - the top of this process: told to who asked
            return {"name": job["name"], "error": f"{type(error).__name__}: {error}"}
    for number, frame in enumerate(chosen(seen, length, int(asked["moments"])), start=1):
        file = f"{job['name']}-{number}.webp"
        picture = Image.fromarray(frame).convert("RGB").resize((width, height))
        picture.save(Path(asked["folder"]) / file, quality=80, method=6)
        files.append(file)
    return {"name": job["name"], "files": files, "seconds": round(length, 2)}


def main() -> None:
    manim.logger.setLevel(logging.ERROR)
    asked = json.loads(sys.stdin.read())
    with tempfile.TemporaryDirectory() as media:
        for job in asked["scenes"]:
            sys.stdout.write(json.dumps(make(job, asked, media)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
