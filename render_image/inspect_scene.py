"""What a scene contains and where it goes wrong to the eye, learned without drawing a frame.

After every play the objects on stage are measured: texts and their sizes, what hangs out of the
frame, which texts cover each other. Authoring repairs from this, the editor shows it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import manim
import numpy as np
from manim.camera.three_d_camera import ThreeDCamera
from manim.mobject.mobject import Mobject
from manim.mobject.text.numbers import DecimalNumber
from manim.mobject.types.vectorized_mobject import VMobject
from manim.scene.scene import Scene

from render_image.door import Anything

# At 1080 lines, text whose capitals are lower than this cannot be read on a phone.
TEXT_PIXELS_MIN = 18.0
REFERENCE_LINES = 1080.0
FRAME_TOLERANCE = 0.02
OVERLAP_SHARE_MIN = 0.08
TEXT_CHARS_MAX = 200
TEXT_CLASSES: tuple[type, ...] = (
    manim.Text,
    manim.MarkupText,
    manim.SingleStringMathTex,
    manim.Typst,
    DecimalNumber,
)


@dataclass(frozen=True)
class Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def shared_with(self, other: "Box") -> float:
        shared = Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )
        if shared.right <= shared.left or shared.top <= shared.bottom:
            return 0.0
        return shared.area

    def as_list(self) -> list[float]:
        return [round(edge, 3) for edge in (self.left, self.bottom, self.right, self.top)]


@dataclass
class Findings:
    """Each finding once, with the play after which it was first seen."""

    texts: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    off_frame: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    overlaps: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    small_texts: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    classes: dict[str, int] = field(default_factory=dict[str, int])
    _seen: set[tuple[object, ...]] = field(default_factory=set[tuple[object, ...]])

    def look(self, scene: Scene, play: int, line: int | None) -> None:
        """Measure what is on stage after a play."""
        camera: Any = scene.camera
        stage = _Stage(camera)
        where = {"play": play, "line": line}
        texts: list[tuple[str, str, Box]] = []
        # Objects may hold anything; what cannot be measured is left out, for it may well be filmed.
        for top in scene.mobjects:
            self._count_classes(top)
            with suppress(Exception):
                self._check_place(stage, top, where)
        for text in texts_on_stage(scene.mobjects):
            with suppress(Exception):
                texts.extend(self._read(stage, text, where))
        self._check_overlaps(texts, where)

    def _check_place(self, stage: "_Stage", top: Mobject, where: Mapping[str, object]) -> None:
        box = stage.box_of(top)
        if box is not None and not stage.holds(box) and self._first_time("off", id(top)):
            found = {"class": type(top).__name__, "text": text_of(top), "box": box.as_list()}
            self.off_frame.append({**found, **where})

    def _read(
        self, stage: "_Stage", text: Mobject, where: Mapping[str, object]
    ) -> Iterator[tuple[str, str, Box]]:
        box = stage.box_of(text)
        if box is None:
            return
        content = text_of(text) or ""
        name = type(text).__name__
        if self._first_time("text", id(text), content):
            self.texts.append({"class": name, "text": content, "box": box.as_list(), **where})
            self._check_size(stage, text, content, where)
        yield name, content, box

    def _check_size(
        self, stage: "_Stage", text: Mobject, content: str, where: Mapping[str, object]
    ) -> None:
        height = stage.glyph_height(text)
        pixels = height * REFERENCE_LINES / stage.height
        if 0 < pixels < TEXT_PIXELS_MIN:
            found = {
                "class": type(text).__name__,
                "text": content,
                "pixelsAt1080": round(pixels, 1),
            }
            self.small_texts.append({**found, **where})

    def _check_overlaps(
        self, texts: list[tuple[str, str, Box]], where: Mapping[str, object]
    ) -> None:
        for (name, content, box), (other_name, other, other_box) in combinations(texts, 2):
            smaller = min(box.area, other_box.area)
            shared = box.shared_with(other_box)
            if smaller and shared / smaller > OVERLAP_SHARE_MIN:
                if not self._first_time("overlap", content, other):
                    continue
                found = {"texts": [content, other], "classes": [name, other_name]}
                self.overlaps.append({**found, "share": round(shared / smaller, 2), **where})

    def _count_classes(self, top: Mobject) -> None:
        if self._first_time("class", id(top)):
            name = type(top).__name__
            self.classes[name] = self.classes.get(name, 0) + 1

    def _first_time(self, *what: object) -> bool:
        if what in self._seen:
            return False
        self._seen.add(what)
        return True


class _Stage:
    """The part of the scene's plane that the camera shows, and where objects fall in it."""

    def __init__(self, camera: Anything) -> None:
        self._camera = camera
        center = np.asarray(camera.frame_center, dtype=float)
        half_width, half_height = camera.frame_width / 2, camera.frame_height / 2
        self.height: float = camera.frame_height
        self._frame = Box(
            center[0] - half_width - FRAME_TOLERANCE,
            center[1] - half_height - FRAME_TOLERANCE,
            center[0] + half_width + FRAME_TOLERANCE,
            center[1] + half_height + FRAME_TOLERANCE,
        )

    def holds(self, box: Box) -> bool:
        frame = self._frame
        return (
            box.left >= frame.left
            and box.right <= frame.right
            and box.bottom >= frame.bottom
            and box.top <= frame.top
        )

    def box_of(self, mobject: Mobject) -> Box | None:
        """The box of all that is visible of an object, or None when nothing is."""
        parts = [self._projected(part) for part in mobject.get_family() if is_visible(part)]
        if not parts:
            return None
        points = np.concatenate(parts)
        if not np.isfinite(points).all():
            return None
        low, high = points.min(axis=0), points.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def glyph_height(self, text: Mobject) -> float:
        """The height of the tallest glyph, which is a capital, a digit or an ascender."""
        boxes = [self.box_of(part) for part in text.get_family() if len(part.points)]
        return max((box.top - box.bottom for box in boxes if box is not None), default=0.0)

    def _projected(self, mobject: Anything) -> Anything:
        if isinstance(self._camera, ThreeDCamera):
            return self._camera.transform_points_pre_display(mobject, mobject.points)
        return mobject.points


def is_visible(mobject: Mobject) -> bool:
    if not len(mobject.points):
        return False
    if not isinstance(mobject, VMobject):
        return True
    stroke = mobject.get_stroke_width() > 0 and mobject.get_stroke_rgbas()[:, 3].max() > 0
    return bool(stroke or mobject.get_fill_rgbas()[:, 3].max() > 0)


def texts_on_stage(mobjects: Iterable[Mobject]) -> Iterator[Mobject]:
    """The outermost text objects: a text's own glyphs and parts are not texts again."""
    for mobject in mobjects:
        if isinstance(mobject, TEXT_CLASSES):
            yield mobject
        else:
            yield from texts_on_stage(mobject.submobjects)


def text_of(mobject: Mobject) -> str | None:
    """The words of a text object as written in the source, if it is one."""
    if isinstance(mobject, DecimalNumber):
        return str(mobject.get_value())
    for attribute in ("original_text", "text", "tex_string", "typst_code"):
        words = getattr(mobject, attribute, None)
        if isinstance(words, str):
            return words[:TEXT_CHARS_MAX]
    return None
