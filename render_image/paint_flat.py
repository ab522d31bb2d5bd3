"""Paints draw lists of flat cameras, touching only what changed since the frame before.

A frame differs from the one before it inside a rectangle.
That rectangle grows until every object that reaches into it lies wholly inside it.
Then the still layer is put back there and exactly those objects are painted again, in order.
Nothing is clipped, so every edge is blended as Manim blends it.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from render_image.brush import MARGIN_PIXELS, Brush, flat_brush, paint
from render_image.canvas import Canvas, Rectangle, intersection
from render_image.door import Anything, manim
from render_image.drawlist import POINTS_PER_CURVE, FrameList, Layer
from render_image.paths import PathBatch, address_of, build_paths

# A changed rectangle this large is repainted as a whole; bookkeeping would cost more.
WHOLE_SHARE = 0.75
UNLIMITED: Rectangle = (-(10**9), -(10**9), 10**9, 10**9)
# Cairo counts in 256ths of a pixel with 32 bits: what reaches further may wrap round and show.
REACH_MAX = 2**22


@dataclass(slots=True)
class Batch:
    """The states of one chunk: paths built together, brushes made when first used."""

    states: dict[int, tuple[Anything, ...]]
    paths: PathBatch | None
    places: dict[int, int]
    brushes: dict[tuple[int, float], Brush] = field(default_factory=dict[tuple[int, float], Brush])
    boxes: dict[tuple[int, int], Rectangle] = field(
        default_factory=dict[tuple[int, int], Rectangle]
    )


def make_batch(states: dict[int, tuple[Anything, ...]]) -> Batch:
    """Build the paths of all states whose points are whole curves and finite."""
    numbers: list[int] = []
    parts: list[Anything] = []
    for number, state in states.items():
        if state[0] != "vector":
            continue
        points = np.frombuffer(state[1], float).reshape(-1, 3)
        if len(points) >= POINTS_PER_CURVE and len(points) % POINTS_PER_CURVE == 0:
            numbers.append(number)
            parts.append(points)
    if not parts:
        return Batch(states, None, {})
    if not np.isfinite(together := np.concatenate(parts)).all():
        kept = [bool(np.isfinite(part).all()) for part in parts]
        numbers = [number for number, keep in zip(numbers, kept, strict=True) if keep]
        parts = [part for part, keep in zip(parts, kept, strict=True) if keep]
        if not parts:
            return Batch(states, None, {})
        together = np.concatenate(parts)
    counts = np.array([len(part) for part in parts])
    tolerances = np.array([float(states[number][11]) for number in numbers])
    paths = build_paths(np.ascontiguousarray(together[:, :2]), counts, tolerances)
    return Batch(states, paths, {number: place for place, number in enumerate(numbers)})


class FlatPainter:
    """Keeps the last frame, so that the next one only repaints the difference."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._camera: Anything = manim.Camera()
        self._still: dict[bytes, Anything] = {}
        self._shown: tuple[bytes, int, list[int]] | None = None

    def forget(self) -> None:
        """The canvas was changed by another, or numbers changed their meaning."""
        self._shown = None

    def paint(
        self, frame: FrameList, batch: Batch, views: dict[int, tuple[Anything, ...]]
    ) -> Rectangle | None:
        """Bring the canvas to a frame; returns what changed, or None when nothing did."""
        moving = frame.moving
        view = views[moving.view]
        backdrop = self._backdrop(frame.still, batch, views)
        numbers = [n for n in moving.states if self._is_visible(batch, n, view)]
        base = frame.still.digest if frame.still is not None else view[-1]
        changed = self._changed(
            base, view_number=moving.view, numbers=numbers, batch=batch, view=view
        )
        self._shown = (base, moving.view, numbers)
        if changed is None:
            return None
        shown = intersection(changed, self._canvas.whole)
        if shown is None:
            return None
        left, top, right, bottom = shown
        pixels = self._canvas.pixels
        if backdrop is None:
            pixels.view(np.uint32)[top:bottom, left:right, 0] = np.frombuffer(view[-1], np.uint32)[
                0
            ]
        else:
            pixels[top:bottom, left:right] = backdrop[top:bottom, left:right]
        self._paint_inside(
            changed, numbers=numbers, batch=batch, view_number=moving.view, view=view
        )
        return shown

    def _backdrop(
        self,
        still: Layer | None,
        batch: Batch,
        views: dict[int, tuple[Anything, ...]],
    ) -> Anything:
        if still is None:
            return None
        known = self._still.get(still.digest)
        if known is None:
            self._still.clear()
            still_view = views[still.view]
            canvas = Canvas(width=self._canvas.width, height=self._canvas.height)
            canvas.pixels.view(np.uint32)[:] = np.frombuffer(still_view[-1], np.uint32)[0]
            numbers = [n for n in still.states if self._is_visible(batch, n, still_view)]
            self._paint_on(canvas, numbers, batch, still_view)
            known = self._still[still.digest] = canvas.pixels
        return known

    def _is_visible(self, batch: Batch, number: int, view: tuple[Anything, ...]) -> bool:
        if batch.states[number][0] != "vector":
            return True
        return number in batch.places and self._brush(batch, number, view).is_visible

    def _brush(self, batch: Batch, number: int, view: tuple[Anything, ...]) -> Brush:
        key = (number, view[4])
        brush = batch.brushes.get(key)
        if brush is None:
            brush = batch.brushes[key] = flat_brush(batch.states[number], view[4])
        return brush

    def _box(
        self, batch: Batch, number: int, view_number: int, view: tuple[Anything, ...]
    ) -> Rectangle:
        """The pixels an object may touch, generously."""
        key = (number, view_number)
        box = batch.boxes.get(key)
        if box is None:
            box = batch.boxes[key] = self._measure(batch, number, view)
        return box

    def _measure(self, batch: Batch, number: int, view: tuple[Anything, ...]) -> Rectangle:
        if batch.states[number][0] != "vector" or batch.paths is None:
            return UNLIMITED
        xx, yx, xy, yy, x0, y0 = view[5]
        if yx or xy:
            return UNLIMITED
        low_x, low_y, high_x, high_y = batch.paths.boxes[batch.places[number]].tolist()
        scale = max(abs(xx), abs(yy))
        reach = self._brush(batch, number, view).reach * scale + MARGIN_PIXELS
        left, right = sorted((low_x * xx + x0, high_x * xx + x0))
        top, bottom = sorted((low_y * yy + y0, high_y * yy + y0))
        if max(-left, -top, right, bottom) + reach > REACH_MAX:
            return UNLIMITED
        # Whole pixels from here on: growing and choosing must agree on what touches what.
        return (
            math.floor(left - reach),
            math.floor(top - reach),
            math.ceil(right + reach),
            math.ceil(bottom + reach),
        )

    def _changed(
        self,
        base: bytes,
        *,
        view_number: int,
        numbers: list[int],
        batch: Batch,
        view: tuple[Anything, ...],
    ) -> Rectangle | None:
        whole = self._canvas.whole
        if self._shown is None or self._shown[0] != base or self._shown[1] != view_number:
            return whole
        before = self._shown[2]
        if before == numbers:
            return None
        boxes = [
            self._box(batch, number, view_number, view) for number in _different(before, numbers)
        ]
        left = min(box[0] for box in boxes)
        top = min(box[1] for box in boxes)
        right = max(box[2] for box in boxes)
        bottom = max(box[3] for box in boxes)
        all_boxes = [self._box(batch, number, view_number, view) for number in numbers]
        grown = True
        while grown:
            grown = False
            if (right - left) * (bottom - top) > WHOLE_SHARE * whole[2] * whole[3]:
                return whole
            for box in all_boxes:
                touches = box[0] < right and box[2] > left and box[1] < bottom and box[3] > top
                if touches and (box[0] < left or box[1] < top or box[2] > right or box[3] > bottom):
                    left, top = min(left, box[0]), min(top, box[1])
                    right, bottom = max(right, box[2]), max(bottom, box[3])
                    grown = True
        return (left, top, right, bottom)

    def _paint_inside(
        self,
        changed: Rectangle,
        *,
        numbers: list[int],
        batch: Batch,
        view_number: int,
        view: tuple[Anything, ...],
    ) -> None:
        if changed != self._canvas.whole:
            left, top, right, bottom = changed
            numbers = [
                number
                for number, box in (
                    (number, self._box(batch, number, view_number, view)) for number in numbers
                )
                if box[0] < right and box[2] > left and box[1] < bottom and box[3] > top
            ]
        self._paint_on(self._canvas, numbers, batch, view)

    def _paint_on(
        self, canvas: Canvas, numbers: list[int], batch: Batch, view: tuple[Anything, ...]
    ) -> None:
        context: Anything = None
        address = 0
        for number in numbers:
            if batch.states[number][0] != "vector":
                self._paint_pixels(canvas, batch.states[number], view)
                continue
            if context is None:
                context = canvas.context(view[5])
                address = address_of(context)
            context.new_path()
            assert batch.paths is not None  # noqa: S101 (visible vectors have a path)
            batch.paths.append(address, batch.places[number])
            paint(context, self._brush(batch, number, view))

    def _paint_pixels(
        self, canvas: Canvas, state: tuple[Anything, ...], view: tuple[Anything, ...]
    ) -> None:
        """Point clouds and images go through Manim's own code, on a stand-in with their values."""
        camera = self._camera
        camera.frame_center = np.array(view[1])
        camera.frame_width, camera.frame_height = view[2], view[3]
        if state[0] == "cloud":
            cloud = manim.PMobject.__new__(manim.PMobject)
            camera.display_point_cloud(
                cloud,
                np.frombuffer(state[1], float).reshape(-1, 3),
                np.frombuffer(state[2], float).reshape(-1, 4),
                state[3],
                canvas.pixels,
            )
        else:
            image = manim.ImageMobject.__new__(manim.ImageMobject)
            image.points = np.frombuffer(state[1], float).reshape(-1, 3)
            image.pixel_array = np.frombuffer(state[2], np.uint8).reshape(state[3])
            image.resampling_algorithm = state[4]
            camera.display_image_mobject(image, canvas.pixels)


def _different(before: list[int], after: list[int]) -> list[int]:
    """The objects that are not in the same place of both lists."""
    if len(before) == len(after):
        return [n for pair in zip(before, after, strict=True) if pair[0] != pair[1] for n in pair]
    shortest = min(len(before), len(after))
    head = 0
    while head < shortest and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < shortest - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return before[head : len(before) - tail] + after[head : len(after) - tail]
