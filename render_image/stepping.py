"""Runs a scene the way Manim does and records its timeline: plays, sections, frames."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from manim.manager import Manager
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene import Scene
from manim.scene.scene_file_writer import SceneFileWriter
from numpy.typing import NDArray

from render_image.stage import SCENE_FILE

Pixels = NDArray[np.uint8]


@dataclass(kw_only=True)
class Play:
    first_frame: int
    line: int | None
    frames: int = 0


@dataclass(kw_only=True)
class SectionMark:
    name: str
    kind: str
    first_frame: int
    frames: int = 0


@dataclass
class Timeline:
    """What a run did, in written frames; seconds are never multiplied to get a count."""

    frames: int = 0
    plays: list[Play] = field(default_factory=list)
    sections: list[SectionMark] = field(default_factory=list)

    def begin_play(self) -> None:
        self.plays.append(Play(first_frame=self.frames, line=calling_line()))

    def add_frames(self, count: int) -> None:
        self.frames += count
        if self.plays:
            self.plays[-1].frames += count
        if self.sections:
            self.sections[-1].frames += count

    def begin_section(self, name: str, kind: str) -> None:
        if self.sections and not self.sections[-1].frames:
            self.sections.pop()
        self.sections.append(SectionMark(name=name, kind=kind, first_frame=self.frames))

    def play_messages(self) -> list[Mapping[str, object]]:
        return [
            {"firstFrame": play.first_frame, "frames": play.frames, "line": play.line}
            for play in self.plays
        ]

    def section_messages(self) -> list[Mapping[str, object]]:
        return [
            {
                "name": section.name,
                "type": section.kind,
                "firstFrame": section.first_frame,
                "frames": section.frames,
            }
            for section in self.sections
            if section.frames
        ]


def calling_line() -> int | None:
    """The line of the scene file that is running now: the innermost of its frames."""
    frame = sys._getframe(1)
    while frame is not None:
        if (
            frame.f_code.co_filename.endswith(SCENE_FILE)
            and frame.f_globals.get("__name__") == "scene"
        ):
            return frame.f_lineno
        frame = frame.f_back
    return None


def step_without_drawing() -> None:
    """Make the renderer of this process step scenes without drawing them.

    Manim draws from the scene's state and never back into it, so the state that updaters and
    animations see is the same as in a drawn run.
    """
    blank = np.zeros((1, 1, 4), np.uint8)
    CairoRenderer.update_frame = lambda *_args, **_kwargs: None
    CairoRenderer.save_static_frame_data = lambda *_args, **_kwargs: None
    CairoRenderer.get_frame = lambda _self: blank


def run_scene(
    scene_class: type[Scene],
    take: Callable[[Pixels, int], None],
    play_ended: Callable[[Scene, Timeline], None],
) -> tuple[Scene, Timeline]:
    timeline = Timeline()

    class Writer(SceneFileWriter):
        def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
            super().next_section(name, type_, skip_animations)
            timeline.begin_section(name, type_)

        def begin_animation(self, allow_write: bool = False, **_: Any) -> None:
            timeline.begin_play()

        def end_animation(self, allow_write: bool = False) -> None:
            play_ended(scene, timeline)

        def write_frame(self, pixels: Pixels, *, repeat: int = 1) -> None:
            take(pixels, repeat)
            timeline.add_frames(repeat)

        def save_image(self, pixels: Pixels) -> None:
            pass

        def finish(self) -> None:
            pass

    def init_scene(self: CairoRenderer, _scene: Scene, _spec: Any, settings: Any) -> None:
        self.file_writer = Writer(settings)

    CairoRenderer.init_scene = init_scene
    scene = scene_class()
    if scene.manager is None:
        Manager(scene)
    scene.render()
    return scene, timeline
