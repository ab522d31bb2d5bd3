"""Axes with text labels, curves that survive poles, and what stands on a curve."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from collections.abc import Callable

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Axes,
    DashedLine,
    Dot,
    Line,
    MathTypst,
    NumberLine,
    NumberPlane,
    ParametricFunction,
    ParsableManimColor,
    Polygon,
    Rectangle,
    Text,
    VGroup,
    VMobject,
)

from backend.scenes.kit.palette import ACCENT, FONT, GRID, INK, MUTED, PRIMARY, SECONDARY

Function = Callable[[float], float]


def tick_text(value: float, step: float) -> str:
    """A number as short as its step allows."""
    value = 0 if abs(value) < step / 100 else value
    digits = 0 if float(step).is_integer() else max(1, min(4, int(np.ceil(-np.log10(step)))))
    shown = f"{value:.{digits}f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def graph_axes(
    x_range: list[float],
    y_range: list[float],
    x_label: str = "x",
    y_label: str = "y",
    width: float = 8,
    height: float = 4.8,
    numbers: bool = True,
    grid: bool = False,
    color: ParsableManimColor = MUTED,
) -> Axes:
    """Axes with numbers set as text, so that no TeX is needed."""
    axes = Axes(
        x_range=x_range,
        y_range=y_range,
        x_length=width,
        y_length=height,
        axis_config={"color": color, "stroke_width": 2.5, "tip_width": 0.18, "tip_height": 0.18},
    )
    if grid:
        lines = VGroup()
        for x in axes.x_axis.get_tick_range():
            ends = axes.c2p(x, axes.y_range[0]), axes.c2p(x, axes.y_range[1])
            lines.add(Line(*ends, stroke_width=1, color=GRID))
        for y in axes.y_axis.get_tick_range():
            ends = axes.c2p(axes.x_range[0], y), axes.c2p(axes.x_range[1], y)
            lines.add(Line(*ends, stroke_width=1, color=GRID))
        axes.add_to_back(lines)
    if numbers:
        for axis, side, step in (
            (axes.x_axis, DOWN, axes.x_range[2]),
            (axes.y_axis, LEFT, axes.y_range[2]),
        ):
            for value in axis.get_tick_range():
                if abs(value) < step / 100:
                    continue
                mark = Text(tick_text(value, step), font=FONT, font_size=22, color=color)
                axes.add(mark.next_to(axis.n2p(value), side, buff=0.14))
    for text, axis, side in ((x_label, axes.x_axis, DOWN), (y_label, axes.y_axis, RIGHT)):
        if text:
            mark = axis_label(text, INK)
            mark.next_to(axis.get_end(), side, buff=0.2)
            axes.add(mark)
    return axes


def axis_label(text: str, color: ParsableManimColor = INK) -> VMobject:
    """One letter is mathematics; more is words."""
    if len(text) == 1:
        return MathTypst(text, color=color, font_size=38)
    return Text(text, font=FONT, font_size=24, color=color)


def curve(
    axes: Axes,
    function: Function,
    x_range: list[float] | None = None,
    color: ParsableManimColor = PRIMARY,
    stroke_width: float = 5,
) -> VMobject:
    """The graph of a function, cut where it leaves the axes or has no value."""
    low, high = (x_range or list(axes.x_range))[:2]
    bottom, top = axes.y_range[0], axes.y_range[1]
    pieces: list[list[np.ndarray]] = [[]]
    with np.errstate(all="ignore"):
        for x in np.linspace(low, high, 241):
            y = float(function(x))
            if np.isfinite(y) and bottom <= y <= top:
                pieces[-1].append(axes.c2p(x, y))
            elif pieces[-1]:
                pieces.append([])
    graph = VMobject(color=color, stroke_width=stroke_width)
    for piece in pieces:
        if len(piece) > 1:
            part = VMobject().set_points_smoothly(piece)
            graph.append_points(part.points)
    return graph


def parametric(
    axes: Axes,
    x: Function,
    y: Function,
    t_range: list[float],
    color: ParsableManimColor = PRIMARY,
    stroke_width: float = 5,
) -> VMobject:
    """The path of (x(t), y(t)) on axes."""
    return ParametricFunction(
        lambda t: axes.c2p(x(t), y(t)), t_range=t_range[:2], color=color, stroke_width=stroke_width
    )


def area_under(
    axes: Axes,
    function: Function,
    x_range: list[float],
    color: ParsableManimColor = PRIMARY,
    opacity: float = 0.35,
) -> Polygon:
    """The region between a curve and the x axis."""
    xs = np.linspace(x_range[0], x_range[1], 101)
    edge = [axes.c2p(x, function(x)) for x in xs]
    corners = [axes.c2p(x_range[0], 0), *edge, axes.c2p(x_range[1], 0)]
    return Polygon(*corners, stroke_width=0).set_fill(color, opacity=opacity)


def tangent(
    axes: Axes,
    function: Function,
    at: float,
    length: float = 4,
    color: ParsableManimColor = SECONDARY,
) -> Line:
    """The tangent of a curve at one x."""
    middle = axes.c2p(at, function(at))
    step = 1e-4
    ahead = axes.c2p(at + step, function(at + step)) - axes.c2p(at - step, function(at - step))
    half = ahead / np.linalg.norm(ahead) * length / 2
    return Line(middle - half, middle + half, color=color, stroke_width=4)


def secant(
    axes: Axes,
    function: Function,
    start: float,
    end: float,
    color: ParsableManimColor = ACCENT,
) -> VGroup:
    """The line through two points of a curve, with both points."""
    a, b = axes.c2p(start, function(start)), axes.c2p(end, function(end))
    along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-9)
    reach = along * max(float(np.linalg.norm(b - a)) * 0.4, 1.6)  # near points: still a line
    line = Line(a - reach, b + reach, color=color, stroke_width=4)
    return VGroup(line, Dot(a, color=color), Dot(b, color=color))


def curve_point(
    axes: Axes,
    function: Function,
    at: float,
    guides: bool = False,
    color: ParsableManimColor = ACCENT,
) -> VGroup:
    """A point of a curve, with dashed lines to both axes when asked."""
    there = axes.c2p(at, function(at))
    point = VGroup(Dot(there, radius=0.1, color=color))
    if guides:
        for foot in (axes.c2p(at, 0), axes.c2p(0, function(at))):
            point.add(DashedLine(there, foot, color=MUTED, stroke_width=2))
    return point


def meeting_points(
    axes: Axes, first: Function, second: Function, color: ParsableManimColor = ACCENT
) -> VGroup:
    """A point wherever two curves cross on their axes."""
    xs = np.linspace(axes.x_range[0], axes.x_range[1], 241)
    points = VGroup()
    for low, high in zip(xs, xs[1:], strict=False):
        with np.errstate(all="ignore"):
            before, after = first(low) - second(low), first(high) - second(high)
        if before * after < 0 or before == 0:
            x = low + (high - low) * (before / (before - after) if before != after else 0)
            if axes.y_range[0] <= first(x) <= axes.y_range[1]:
                points.add(Dot(axes.c2p(x, first(x)), radius=0.12, color=color))
    return points


def riemann_bars(
    axes: Axes,
    function: Function,
    x_range: list[float],
    count: int = 8,
    color: ParsableManimColor = PRIMARY,
) -> VGroup:
    """Bars below a curve, each as high as the curve in the bar's middle."""
    edges = np.linspace(x_range[0], x_range[1], count + 1)
    bars = VGroup()
    for left, right in zip(edges, edges[1:], strict=False):
        height = function((left + right) / 2)
        foot, head = axes.c2p(left, 0), axes.c2p(right, height)
        bar = Rectangle(
            width=abs(head[0] - foot[0]),
            height=max(abs(head[1] - foot[1]), 1e-3),
            stroke_width=1,
            stroke_color=INK,
        )
        bars.add(bar.set_fill(color, opacity=0.5).move_to((foot + head) / 2))
    return bars


def curve_label(
    axes: Axes,
    function: Function,
    at: float,
    text: str,
    color: ParsableManimColor = PRIMARY,
    font_size: float = 36,
) -> MathTypst:
    """A formula beside a curve, on the side where it does not sit on it."""
    step = (axes.x_range[1] - axes.x_range[0]) / 50
    here, ahead = axes.c2p(at, function(at)), axes.c2p(at + step, function(at + step))
    side = UP + LEFT if ahead[1] > here[1] else UP + RIGHT
    return MathTypst(text, color=color, font_size=font_size).next_to(here, side, buff=0.15)


def plain_plane(
    x_range: list[float],
    y_range: list[float],
    width: float = 8,
    height: float = 4.8,
    color: ParsableManimColor = GRID,
) -> NumberPlane:
    """A grid with axes, ready for vectors and linear maps."""
    return NumberPlane(
        x_range=x_range,
        y_range=y_range,
        x_length=width,
        y_length=height,
        background_line_style={"stroke_color": color, "stroke_width": 1.5, "stroke_opacity": 1},
        faded_line_ratio=0,
        axis_config={"stroke_color": MUTED, "stroke_width": 2.5},
    )


def number_line(
    x_range: list[float],
    width: float = 9,
    color: ParsableManimColor = MUTED,
    font_size: float = 30,
) -> NumberLine:
    """A number line with its numbers below."""
    line = NumberLine(x_range=x_range, length=width, color=color, stroke_width=3)
    step = line.x_range[2]
    for value in line.get_tick_range():
        mark = Text(tick_text(value, step), font=FONT, font_size=font_size, color=INK)
        line.add(mark.next_to(line.n2p(value), DOWN, buff=0.2))
    return line


def scatter(
    axes: Axes,
    points: list[list[float]],
    color: ParsableManimColor = PRIMARY,
    radius: float = 0.1,
) -> VGroup:
    """A dot for each point."""
    return VGroup(*(Dot(axes.c2p(*point[:2]), radius=radius, color=color) for point in points))


def best_fit(points: list[list[float]]) -> tuple[float, float]:
    """Slope and height of the line with the smallest squares."""
    if len({point[0] for point in points}) < 2:
        return 0.0, float(np.mean([point[1] for point in points]))
    slope, height = np.polyfit([p[0] for p in points], [p[1] for p in points], 1)
    return float(slope), float(height)


def fit_line(
    axes: Axes, points: list[list[float]], color: ParsableManimColor = SECONDARY
) -> VMobject:
    """The line of best fit."""
    slope, height = best_fit(points)
    return curve(axes, lambda x: slope * x + height, color=color)


def fit_gaps(axes: Axes, points: list[list[float]], color: ParsableManimColor = ACCENT) -> VGroup:
    """The distances between points and their line of best fit."""
    slope, height = best_fit(points)
    return VGroup(
        *(
            DashedLine(axes.c2p(x, y), axes.c2p(x, slope * x + height), color=color)
            for x, y, *_ in points
        )
    )


def axes_arrow(
    axes: Axes, start: list[float], end: list[float], color: ParsableManimColor = SECONDARY
) -> Arrow:
    """An arrow between two points of axes or of a plane."""
    return Arrow(
        axes.c2p(*start), axes.c2p(*end), buff=0, color=color, stroke_width=6, tip_length=0.25
    )
