"""Plays compiled scenes without drawing and tells what stands where; run as a program.

Reads one JSON object on stdin, {"scenes": [{"name", "source", "scene"}], "stills": folder or null,
"width", "height"}; writes one JSON line for each scene. Lives in a process of its own because
Manim keeps its configuration in globals.
"""
# ruff: noqa: ANN401 - scenes are whatever their authors made
# pyright: basic, reportImplicitOverride=false, reportIncompatibleMethodOverride=false, reportGeneralTypeIssues=false

import json
import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import manim
from manim import Mobject, Scene, Text, Typst, config

FONT_SIZE_MIN = 15
OVERLAP_MAX = 0.05
SLACK = 0.06  # the thickness of a line may reach past a box


class Probe:
    """Looks at the stage after every play."""

    def __init__(self) -> None:
        self.faults: set[str] = set()
        self.plays = 0
        self.most = 0

    def look(self, scene: Scene) -> None:
        self.plays += 1
        if not isinstance(scene, manim.ThreeDScene):
            frame = getattr(scene.camera, "frame", None)
            if frame is not None and abs(frame.width - config.frame_width) > 0.01:
                return
            self.shown(scene)

    def shown(self, scene: Scene) -> None:
        words: list[Any] = []
        for mobject in scene.mobjects:
            self.edges(mobject)
            for part in mobject.get_family():
                if isinstance(part, Text | Typst):
                    words.append(part)
                elif isinstance(part, manim.Paragraph):
                    words += [line for line in part if line.has_points() or len(line)]
        words = [word for word in words if visible(word)]
        self.most = max(self.most, len(scene.mobjects))
        for word in words:
            size = getattr(word, "font_size", 99)
            if size < FONT_SIZE_MIN:
                self.faults.add(f"text too small ({size:.0f}): {told(word)}")
        for number, first in enumerate(words):
            for second in words[number + 1 :]:
                if overlap(first, second) > OVERLAP_MAX:
                    self.faults.add(f"text over text: {told(first)} and {told(second)}")

    def edges(self, mobject: Mobject) -> None:
        if isinstance(mobject, manim.ValueTracker):
            return
        if not mobject.has_points() and not mobject.submobjects:
            return
        right, top = config.frame_width / 2 + SLACK, config.frame_height / 2 + SLACK
        ends = (
            -mobject.get_left()[0] / right,
            mobject.get_right()[0] / right,
            mobject.get_top()[1] / top,
            -mobject.get_bottom()[1] / top,
        )
        if max(ends) > 1:
            self.faults.add(f"outside the frame: {type(mobject).__name__}")


def visible(mobject: Any) -> bool:
    parts = [part for part in mobject.get_family() if part.has_points()]
    return any(part.get_fill_opacity() > 0.2 or part.get_stroke_opacity() > 0.2 for part in parts)


def told(word: Any) -> str:
    return str(getattr(word, "text", getattr(word, "typst_code", "")))[:30]


def overlap(first: Mobject, second: Mobject) -> float:
    """The shared share of the smaller box."""
    wide = min(first.get_right()[0], second.get_right()[0]) - max(
        first.get_left()[0], second.get_left()[0]
    )
    tall = min(first.get_top()[1], second.get_top()[1]) - max(
        first.get_bottom()[1], second.get_bottom()[1]
    )
    if wide <= 0 or tall <= 0:
        return 0.0
    smaller = min(first.width * first.height, second.width * second.height)
    return float(wide * tall / max(smaller, 1e-9))


def run(job: dict[str, Any], stills: str | None) -> dict[str, Any]:
    probe = Probe()
    names: dict[str, Any] = {"__name__": "scene"}
    try:
        exec(compile(job["source"], "scene.py", "exec"), names)  # noqa: S102 - scenes compiled by us, in a process of its own
        scene_class = names[job["scene"]]

        class Watched(scene_class):
            def play(self, *args: Any, **kwargs: Any) -> None:
                super().play(*args, **kwargs)
                probe.look(self)

            def wait(self, *args: Any, **kwargs: Any) -> None:
                super().wait(*args, **kwargs)
                probe.look(self)

        # What stands after a play is what counts here: the steps within it are passed over.
        scene = Watched(skip_animations=not stills and not job.get("steps"))
        scene.render()
        if stills:
            scene.renderer.update_frame(scene, ignore_skipping=True)
            scene.renderer.camera.get_image().convert("RGB").save(
                Path(stills) / f"{job['name']}.png"
            )
    except Exception as error:  # noqa: BLE001 - the top of this process: told to the test that asked
        lines = [
            f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "scene.py"
        ]
        return {"name": job["name"], "error": f"{type(error).__name__}: {error}", "lines": lines}
    return {
        "name": job["name"],
        "faults": sorted(probe.faults),
        "plays": probe.plays,
        "most": probe.most,
        "seconds": float(scene.renderer.time),
    }


def main() -> None:
    manim.logger.setLevel(logging.ERROR)
    asked = json.loads(sys.stdin.read())
    stills = asked.get("stills")
    for job in asked["scenes"]:
        width, height = job.get("width", 854), job.get("height", 480)
        with manim.tempconfig(
            {
                "dry_run": not stills,
                "save_last_frame": bool(stills),
                "write_to_movie": False,
                "progress_bar": "none",
                "frame_rate": job.get("rate", 10),
                "pixel_width": width,
                "pixel_height": height,
                "frame_width": 8 * 16 / 9,
                "frame_height": 8.0,
                "media_dir": asked["media"],
                "disable_caching": True,
            }
        ):
            sys.stdout.write(json.dumps(run(job, stills)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
