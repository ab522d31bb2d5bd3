"""Objects that follow a tracked number: redrawn at every frame."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from collections.abc import Callable

import numpy as np
from manim import (
    TAU,
    UP,
    Arc,
    Axes,
    Circle,
    DashedLine,
    Dot,
    Line,
    Mobject,
    ParsableManimColor,
    Text,
    TracedPath,
    ValueTracker,
    VGroup,
    always_redraw,
)

from backend.scenes.kit.palette import ACCENT, FONT, INK, MUTED, PRIMARY, SECONDARY
from backend.scenes.kit.plotting import Function, area_under, curve, curve_point, secant, tangent


def readout(
    tracker: ValueTracker,
    label: str = "",
    digits: int = 2,
    color: ParsableManimColor = INK,
    font_size: float = 34,
    unit: str = "",
) -> VGroup:
    """A number that shows the tracker's value."""
    shown = VGroup()

    def write(group: VGroup) -> None:
        text = f"{label}{tracker.get_value():.{digits}f}{unit}"
        words = Text(text, font=FONT, font_size=font_size, color=color)
        if len(group):
            group[0].become(words.move_to(group))
        else:
            group.add(words)

    write(shown)
    return shown.add_updater(write)


def moving_point(
    axes: Axes,
    function: Function,
    tracker: ValueTracker,
    guides: bool = False,
    color: ParsableManimColor = ACCENT,
) -> VGroup:
    """The point of a curve at the tracker's value."""
    return always_redraw(lambda: curve_point(axes, function, tracker.get_value(), guides, color))


def moving_tangent(
    axes: Axes,
    function: Function,
    tracker: ValueTracker,
    length: float = 4,
    color: ParsableManimColor = SECONDARY,
) -> Line:
    """The tangent of a curve at the tracker's value."""
    return always_redraw(lambda: tangent(axes, function, tracker.get_value(), length, color))


def moving_secant(
    axes: Axes,
    function: Function,
    start: float,
    tracker: ValueTracker,
    color: ParsableManimColor = ACCENT,
) -> VGroup:
    """The line through a fixed point and the one at the start plus the tracker's value."""
    return always_redraw(lambda: secant(axes, function, start, start + tracker.get_value(), color))


def moving_area(
    axes: Axes,
    function: Function,
    start: float,
    tracker: ValueTracker,
    color: ParsableManimColor = PRIMARY,
) -> Mobject:
    """The area of a curve from a fixed x to the tracker's value."""
    return always_redraw(
        lambda: area_under(axes, function, [start, max(tracker.get_value(), start + 1e-3)], color)
    )


def moving_curve(
    axes: Axes,
    make: Callable[[float, float], float],
    tracker: ValueTracker,
    color: ParsableManimColor = PRIMARY,
    stroke_width: float = 5,
) -> Mobject:
    """The graph of a function of x and of the tracker's value."""
    return always_redraw(
        lambda: curve(axes, lambda x: make(x, tracker.get_value()), None, color, stroke_width)
    )


def circle_hand(
    tracker: ValueTracker,
    radius: float = 1.8,
    color: ParsableManimColor = PRIMARY,
    hand_color: ParsableManimColor = ACCENT,
    shadows: bool = True,
) -> VGroup:
    """A circle with a hand at the tracker's angle, and its sine and cosine."""
    ring = Circle(radius=radius, color=color, stroke_width=4)
    cross = VGroup(
        Line([-radius * 1.2, 0, 0], [radius * 1.2, 0, 0], color=MUTED, stroke_width=2),
        Line([0, -radius * 1.2, 0], [0, radius * 1.2, 0], color=MUTED, stroke_width=2),
    )
    hand = VGroup()

    def point_hand(group: VGroup) -> None:
        angle = tracker.get_value()
        middle, reach = ring.get_center(), ring.width / 2
        tip = middle + reach * np.array([np.cos(angle), np.sin(angle), 0])
        foot = np.array([tip[0], middle[1], 0])
        parts: list[Mobject] = [Line(middle, tip, color=hand_color, stroke_width=5)]
        if shadows:
            parts += [
                Line(foot, tip, color=SECONDARY, stroke_width=4),
                Line(middle, foot, color=PRIMARY, stroke_width=4),
            ]
        arc = Arc(reach * 0.22, 0, angle % TAU or 1e-3, arc_center=middle, color=INK)
        parts += [arc, Dot(tip, color=hand_color, radius=0.09)]
        if not len(group):
            group.add(*parts)
        # Manim draws what it knew at the start of an animation; new parts would leave the old ones.
        for old, new in zip(group, parts, strict=True):
            old.become(new)

    point_hand(hand)
    hand.add_updater(point_hand)
    return VGroup(cross, ring, hand)


def trace_of(
    mobject: Mobject, color: ParsableManimColor = SECONDARY, stroke_width: float = 3
) -> TracedPath:
    """The path that the middle of a mobject takes."""
    return TracedPath(mobject.get_center, stroke_color=color, stroke_width=stroke_width)


def link(
    first: Mobject, second: Mobject, color: ParsableManimColor = MUTED, dashed: bool = False
) -> Line:
    """A line between two mobjects that follows both."""
    shape = DashedLine if dashed else Line
    return always_redraw(
        lambda: shape(first.get_center(), second.get_center(), color=color, stroke_width=3)
    )


def follow_label(
    mobject: Mobject, text: str, color: ParsableManimColor = INK, font_size: float = 24
) -> Text:
    """Words that stay above a mobject."""
    words = Text(text, font=FONT, font_size=font_size, color=color)
    words.next_to(mobject, UP, buff=0.2)
    return words.add_updater(lambda own: own.next_to(mobject, UP, buff=0.2))
