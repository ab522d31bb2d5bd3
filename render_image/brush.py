"""What a listed object is painted with: its strokes and fill as Cairo wants them."""

from dataclasses import dataclass

import numpy as np

from render_image.door import Anything, cairo, manim

LINE_JOINS: Anything = manim.camera.camera.LINE_JOIN_MAP
LINE_CAPS: Anything = manim.camera.camera.CAP_STYLE_MAP
# Cairo's default miter limit: a joint may reach this many half widths from the path.
MITER_REACH = 10.0
ROUND_REACH = 1.5
MARGIN_PIXELS = 2.0
RGBA = 4


@dataclass(frozen=True, slots=True)
class Stroke:
    width: float
    join: Anything
    cap: Anything
    source: Anything

    @property
    def reach(self) -> float:
        miter = self.join == cairo.LineJoin.MITER
        return self.width / 2 * (MITER_REACH if miter else ROUND_REACH)


@dataclass(frozen=True, slots=True)
class Brush:
    """A source is a tuple (blue, green, red, alpha) for one colour, or a Cairo gradient."""

    backdrop: Stroke | None
    fill: Anything
    stroke: Stroke | None

    @property
    def is_visible(self) -> bool:
        return self.fill is not None or self.stroke is not None or self.backdrop is not None

    @property
    def reach(self) -> float:
        return max((stroke.reach for stroke in (self.backdrop, self.stroke) if stroke), default=0.0)


def colours_of(data: Anything) -> Anything:
    return np.frombuffer(data, float).reshape(-1, RGBA)


def flat_brush(state: tuple[Anything, ...], line_width_multiple: float) -> Brush:
    """The brush of a vector state under a camera that does not shade."""
    _, _, fill, stroke, backdrop, width, backdrop_width, joint, cap, gradient, *_ = state
    ends = np.frombuffer(gradient, float).reshape(-1, 3) if gradient else None
    join, cap_style = LINE_JOINS[joint], LINE_CAPS[cap]
    return Brush(
        make_stroke(
            backdrop_width,
            source_of(colours_of(backdrop), ends),
            join=join,
            cap=cap_style,
            multiple=line_width_multiple,
        ),
        source_of(colours_of(fill), ends),
        make_stroke(
            width,
            source_of(colours_of(stroke), ends),
            join=join,
            cap=cap_style,
            multiple=line_width_multiple,
        ),
    )


def make_stroke(
    width: Anything, source: Anything, *, join: Anything, cap: Anything, multiple: float
) -> Stroke | None:
    positive = max(0.0, width)
    if positive == 0 or source is None:
        return None
    return Stroke(positive * multiple, join, cap, source)


def source_of(colours: Anything, ends: Anything) -> Anything:
    """The paint, or None for one that leaves no trace (Cairo itself skips a clear source)."""
    if len(colours) == 1:
        red, green, blue, alpha = colours[0].tolist()
        # Manim keeps red first in memory while Cairo expects blue first, so it swaps them here.
        return (blue, green, red, alpha) if alpha > 0 else None
    return gradient_of(colours, ends)


def gradient_of(colours: Anything, ends: Anything) -> Anything:
    (x0, y0, *_), (x1, y1, *_) = ends.tolist()
    gradient = cairo.LinearGradient(x0, y0, x1, y1)
    for offset, (red, green, blue, alpha) in zip(
        np.linspace(0, 1, len(colours)).tolist(), colours.tolist(), strict=True
    ):
        gradient.add_color_stop_rgba(offset, blue, green, red, alpha)
    return gradient


def paint(context: Anything, brush: Brush) -> None:
    """Paint the current path in Manim's order: backdrop stroke, fill, stroke."""
    if brush.backdrop is not None:
        _stroke(context, brush.backdrop)
    fill = brush.fill
    if fill is not None:
        if type(fill) is tuple:
            context.set_source_rgba(*fill)
        else:
            context.set_source(fill)
        context.fill_preserve()
    if brush.stroke is not None:
        _stroke(context, brush.stroke)


def _stroke(context: Anything, stroke: Stroke) -> None:
    source = stroke.source
    if type(source) is tuple:
        context.set_source_rgba(*source)
    else:
        context.set_source(source)
    context.set_line_width(stroke.width)
    context.set_line_join(stroke.join)
    context.set_line_cap(stroke.cap)
    context.stroke_preserve()
