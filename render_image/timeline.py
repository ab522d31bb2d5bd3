"""What a run did, in written frames: plays with their source lines, sections, the count.

Seconds are never multiplied to get a count: Manim rounds plays up and waits down, with the error
of floating point on top.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from render_image.stage import MODULE_NAME


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


def _no_plays() -> list[Play]:
    return []


def _no_sections() -> list[SectionMark]:
    return []


@dataclass
class Timeline:
    frames: int = 0
    plays: list[Play] = field(default_factory=_no_plays)
    sections: list[SectionMark] = field(default_factory=_no_sections)

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
    frame = sys._getframe(1)  # noqa: SLF001 (the only way to ask who called)  # pyright: ignore[reportPrivateUsage] - see left
    while frame is not None:
        names = frame.f_globals
        in_file = frame.f_code.co_filename == names.get("__file__")  # not in a text it evaluates
        if in_file and names.get("__name__") == MODULE_NAME:
            return frame.f_lineno
        frame = frame.f_back
    return None
