"""Charts of labelled values."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

import math

from manim import (
    DEGREES,
    DOWN,
    LEFT,
    RIGHT,
    TAU,
    UP,
    AnnularSector,
    Circle,
    Line,
    ParsableManimColor,
    RoundedRectangle,
    Sector,
    Text,
    VGroup,
)

from backend.scenes.kit.palette import FONT, GRID, INK, MUTED, SERIES


def short_number(value: float) -> str:
    """A number as a person would write it on a chart."""
    return f"{value:g}" if abs(value) < 10_000 else f"{value:,.0f}"


def even_scale(low: float, high: float) -> tuple[float, float, float]:
    """Ends and a step that people count in, about five steps long."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    gap = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.9)
    return math.floor(low / gap + 1e-9) * gap, math.ceil(high / gap - 1e-9) * gap, gap


def bar_chart(
    values: list[float],
    labels: list[str],
    width: float = 8,
    height: float = 4,
    colors: list[ParsableManimColor] | None = None,
    show_values: bool = True,
) -> VGroup:
    """Upright bars; part 0 the bars, part 1 the labels, part 2 the values, part 3 the line."""
    palette = colors or SERIES
    top = max([abs(value) for value in values] + [1e-9])
    slot = width / max(len(values), 1)
    bars, names, numbers = VGroup(), VGroup(), VGroup()
    for index, value in enumerate(values):
        size = max(abs(value) / top * height, 0.02)
        radius = min(0.1, slot * 0.15, size / 2.1)
        bar = RoundedRectangle(width=slot * 0.62, height=size, corner_radius=radius, stroke_width=0)
        bar.set_fill(palette[index % len(palette)], opacity=1)
        side = UP if value >= 0 else DOWN
        bar.move_to([(index + 0.5) * slot, 0, 0]).align_to([0, 0, 0], -side)
        bars.add(bar)
        if index < len(labels):
            name = Text(labels[index], font=FONT, font_size=26, color=INK)
            if name.width > slot * 0.94:
                name.scale_to_fit_width(slot * 0.94)
            names.add(name.next_to([bar.get_x(), 0, 0], -side, buff=0.2))
        if show_values:
            number = Text(short_number(value), font=FONT, font_size=26, color=INK)
            numbers.add(number.next_to(bar, side, buff=0.14))
    floor = Line([0, 0, 0], [width, 0, 0], color=MUTED, stroke_width=2.5)
    return VGroup(bars, names, numbers, floor).center()


def column_of_bars(
    values: list[float],
    labels: list[str],
    width: float = 7,
    colors: list[ParsableManimColor] | None = None,
    show_values: bool = True,
) -> VGroup:
    """Level bars; part 0 the bars, part 1 the labels, part 2 the values."""
    palette = colors or SERIES
    top = max([abs(value) for value in values] + [1e-9])
    bars, names, numbers = VGroup(), VGroup(), VGroup()
    for index, value in enumerate(values):
        bar = RoundedRectangle(
            width=max(abs(value) / top * width, 0.05),
            height=0.6,
            corner_radius=0.02,
            stroke_width=0,
        )
        bar.set_fill(palette[index % len(palette)], opacity=1)
        bar.move_to([0, -index * 0.95, 0]).align_to([0, 0, 0], LEFT)
        bars.add(bar)
        if index < len(labels):
            name = Text(labels[index], font=FONT, font_size=30, color=INK)
            names.add(name.next_to([0, bar.get_y(), 0], LEFT, buff=0.25))
        if show_values:
            number = Text(short_number(value), font=FONT, font_size=28, color=INK)
            numbers.add(number.next_to(bar, RIGHT, buff=0.2))
    return VGroup(bars, names, numbers).center()


def pie_chart(
    values: list[float],
    labels: list[str],
    radius: float = 2,
    hole: float = 0,
    colors: list[ParsableManimColor] | None = None,
    percent: bool = True,
) -> VGroup:
    """A pie, or a ring when `hole` is above 0; part 0 holds the slices, part 1 the legend."""
    palette = colors or SERIES
    total = sum(values) or 1
    slices, legend = VGroup(), VGroup()
    start = 90 * DEGREES
    for index, value in enumerate(values):
        angle = -value / total * TAU
        color = palette[index % len(palette)]
        if hole > 0:
            piece = AnnularSector(
                inner_radius=radius * hole, outer_radius=radius, angle=angle, start_angle=start
            )
        else:
            piece = Sector(radius=radius, angle=angle, start_angle=start)
        slices.add(piece.set_fill(color, opacity=1).set_stroke(INK, width=1.5))
        start += angle
        name = labels[index] if index < len(labels) else str(index + 1)
        share = f"  {value / total:.0%}" if percent else f"  {short_number(value)}"
        swatch = Circle(radius=0.12, stroke_width=0).set_fill(color, opacity=1)
        words = Text(name + share, font=FONT, font_size=24, color=INK)
        legend.add(VGroup(swatch, words.next_to(swatch, RIGHT, buff=0.2)))
    legend.arrange(DOWN, buff=0.25, aligned_edge=LEFT).next_to(slices, RIGHT, buff=0.8)
    return VGroup(slices, legend).center()


def line_chart(
    values: list[float],
    labels: list[str],
    width: float = 8,
    height: float = 4,
    color: ParsableManimColor = SERIES[0],
) -> VGroup:
    """Joined values; part 0 the line, part 1 the points, part 2 the labels, part 3 a grid."""
    low, high, gap = even_scale(min([*values, 0]), max([*values, 1e-9]))
    step = width / max(len(values) - 1, 1)
    spots = [
        [index * step, (value - low) / (high - low) * height, 0]
        for index, value in enumerate(values)
    ]
    grid = VGroup()
    for part in range(round((high - low) / gap) + 1):
        y = part * gap / (high - low) * height
        rule = Line([0, y, 0], [width, y, 0], color=GRID, stroke_width=1.5)
        number = Text(
            short_number(round(low + part * gap, 6)), font=FONT, font_size=22, color=MUTED
        )
        grid.add(VGroup(rule, number.next_to(rule, LEFT, buff=0.2)))
    path = VGroup(
        *(Line(a, b, color=color, stroke_width=5) for a, b in zip(spots, spots[1:], strict=False))
    )
    dots, names = VGroup(), VGroup()
    for index, spot in enumerate(spots):
        dots.add(Circle(radius=0.09, stroke_width=0).set_fill(color, opacity=1).move_to(spot))
        if index < len(labels):
            name = Text(labels[index], font=FONT, font_size=24, color=INK)
            if name.width > step * 0.92:
                name.scale_to_fit_width(step * 0.92)
            names.add(name.next_to([spot[0], 0, 0], DOWN, buff=0.25))
    return VGroup(path, dots, names, grid).center()
