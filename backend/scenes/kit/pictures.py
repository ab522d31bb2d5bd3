"""Tables, matrices, diagrams of sets, files, and groups that arrange their members."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from pathlib import Path

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arc,
    Circle,
    ImageMobject,
    Line,
    ManimColor,
    MathTypst,
    Mobject,
    ParsableManimColor,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Sector,
    Square,
    SVGMobject,
    Text,
    VGroup,
    interpolate_color,
)

from backend.scenes.kit.palette import (
    BACKGROUND,
    FONT,
    GRID,
    INK,
    MUTED,
    PRIMARY,
    SERIES,
    SMALL_SIZE,
    SURFACE,
)
from backend.scenes.kit.structures import join, node


def descent(text: str, font_size: float) -> float:
    """How far the letters of a text reach below its line."""
    letters = Text(f"{text}x", font=FONT, font_size=font_size)
    return float(letters[-1].get_bottom()[1] - letters.get_bottom()[1])


def table(
    rows: list[list[object]],
    header: bool = True,
    color: ParsableManimColor = PRIMARY,
    font_size: float = 26,
) -> VGroup:
    """Rows of text with rules between: row n is part n, the rules are the last part."""
    words = [
        [Text(str(entry), font=FONT, font_size=font_size, color=INK) for entry in row]
        for row in rows
    ]
    if header and words:
        for word in words[0]:
            word.set_color(color)
    count = max(len(row) for row in words)
    widths = [
        max([row[c].width for row in words if c < len(row)] + [0.5]) + 0.7 for c in range(count)
    ]
    starts = np.cumsum([0, *widths])
    whole = VGroup()
    for number, (row, row_text) in enumerate(zip(words, rows)):
        for column, word in enumerate(row):
            word.move_to([(starts[column] + starts[column + 1]) / 2, -number * 0.75, 0])
            line = -number * 0.75 - font_size * 0.0037 - descent(str(row_text[column]), font_size)
            word.align_to([0, line, 0], DOWN)
        whole.add(VGroup(*row))
    rules = VGroup()
    for number in range(1, len(words)):
        y, first = -number * 0.75 + 0.375, number == 1 and header
        rule = Line([0, y, 0], [starts[-1], y, 0], stroke_width=3 if first else 1.5)
        rules.add(rule.set_color(color if first else GRID))
    return whole.add(rules).center()


def matrix_of(
    rows: list[list[object]], color: ParsableManimColor = INK, font_size: float = 44
) -> MathTypst:
    """A matrix in brackets."""
    inside = "; ".join(", ".join(str(entry) for entry in row) for row in rows)
    return MathTypst(f'mat(delim: "[", {inside})', color=color, font_size=font_size)


def heat_map(
    values: list[list[float]],
    cell: float = 0.8,
    color: ParsableManimColor = PRIMARY,
    show_values: bool = True,
) -> VGroup:
    """A grid of cells, the more coloured the larger the value: part 0 cells, part 1 numbers."""
    flat = [value for row in values for value in row]
    low, high = min(flat), max(flat)
    cells, words = VGroup(), VGroup()
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            share = (value - low) / (high - low) if high > low else 0.5
            shade = interpolate_color(ManimColor(SURFACE), ManimColor(color), share)
            box = Square(side_length=cell, stroke_color=BACKGROUND, stroke_width=3)
            cells.add(box.set_fill(shade, opacity=1).move_to([x * cell, -y * cell, 0]))
            if show_values:
                ink = BACKGROUND if share > 0.6 else INK
                words.add(Text(f"{value:g}", font=FONT, font_size=26, color=ink).move_to(box))
    return VGroup(cells, words).center()


def venn(names: list[str], both: str = "", radius: float = 1.7, font_size: float = 26) -> VGroup:
    """Two or three circles that overlap: part 0 the circles, part 1 the names."""
    spots = [LEFT, RIGHT] if len(names) < 3 else [LEFT + UP * 0.6, RIGHT + UP * 0.6, DOWN * 1.1]
    discs, words = VGroup(), VGroup()
    for index, (name, spot) in enumerate(zip(names, spots)):
        color = SERIES[index % len(SERIES)]
        disc = Circle(radius=radius, color=color, stroke_width=3.5).set_fill(color, opacity=0.22)
        discs.add(disc.move_to(spot * radius * 0.62))
        word = Text(name, font=FONT, font_size=font_size, color=INK)
        if word.width > radius:
            word.scale_to_fit_width(radius)
        words.add(word.move_to(spot * radius * 1.05))
    if both:
        word = Text(both, font=FONT, font_size=font_size * 0.9, color=INK)
        if word.width > radius * 0.7:
            word.scale_to_fit_width(radius * 0.7)
        words.add(word)
    return VGroup(discs, words)


def mind_map(
    topic: str, branches: list[str], color: ParsableManimColor = PRIMARY, font_size: float = 24
) -> VGroup:
    """A topic and what belongs to it around: part 0 the topic, then the lines, then the boxes."""
    lines, boxes = VGroup(), VGroup()
    middle = RoundedRectangle(width=1, height=1, corner_radius=0.3, color=color, stroke_width=4)
    word = Text(topic, font=FONT, font_size=font_size * 1.25, color=INK)
    middle.stretch_to_fit_width(word.width + 0.8).set_fill(SURFACE, opacity=1)
    boxes.add(VGroup(middle, word))
    for index, branch in enumerate(branches):
        turn = np.pi / 2 - (index + 0.5) * 2 * np.pi / len(branches)
        tone = SERIES[index % len(SERIES)]
        spot = [np.cos(turn) * 3.9, np.sin(turn) * 2.1, 0]
        words = Text(branch, font=FONT, font_size=font_size, color=INK)
        box = RoundedRectangle(width=words.width + 0.5, height=0.75, corner_radius=0.2, color=tone)
        box.set_fill(SURFACE, opacity=1).set_stroke(width=3)
        boxes.add(VGroup(box, words).move_to(spot))
        lines.add(Line([0, 0, 0], spot, color=tone, stroke_width=3).set_z_index(-1))
    return VGroup(boxes[0], lines, VGroup(*boxes[1:]))


def linked_list(
    values: list[object], color: ParsableManimColor = PRIMARY, font_size: float = 28
) -> VGroup:
    """Nodes joined by arrows: part 0 the nodes, part 1 the arrows."""
    nodes, arrows = VGroup(), VGroup()
    for index, value in enumerate(values):
        nodes.add(node(str(value), color, 0.45, font_size).move_to(RIGHT * index * 1.7))
    for a, b in zip(nodes, nodes[1:]):
        arrows.add(join(a, b, MUTED, directed=True, gap=0.5))
    return VGroup(nodes, arrows).center()


def stack_of(
    values: list[object], color: ParsableManimColor = PRIMARY, width: float = 2.6
) -> VGroup:
    """Plates on one another, the last on top: part 0 the plates, part 1 the values."""
    plates, words = VGroup(), VGroup()
    for index, value in enumerate(values):
        plate = RoundedRectangle(width=width, height=0.62, corner_radius=0.12, color=color)
        plate.set_fill(SURFACE, opacity=1).set_stroke(width=3).move_to(UP * index * 0.72)
        plates.add(plate)
        words.add(Text(str(value), font=FONT, font_size=26, color=INK).move_to(plate))
    return VGroup(plates, words).center()


def progress_bar(
    share: float, width: float = 8, color: ParsableManimColor = PRIMARY, height: float = 0.35
) -> VGroup:
    """A bar that is filled to a share: part 0 the track, part 1 the filling."""
    track = RoundedRectangle(width=width, height=height, corner_radius=height / 2, stroke_width=0)
    track.set_fill(GRID, opacity=1)
    size = max(width * share, height)
    done = RoundedRectangle(width=size, height=height, corner_radius=height / 2, stroke_width=0)
    return VGroup(track, done.set_fill(color, opacity=1).align_to(track, LEFT))


def caption(
    mobject: Mobject, text: str, color: ParsableManimColor = INK, font_size: float = SMALL_SIZE
) -> Text:
    """Words below a mobject."""
    words = Text(text, font=FONT, font_size=font_size, color=color)
    return words.next_to(mobject, DOWN, buff=0.2)


def picture(name: str, height: float = 4) -> Mobject:
    """A picture from the project's files, or a labelled frame where it is missing."""
    if not Path(name).is_file():
        panel = Rectangle(width=height * 1.4, height=height, color=MUTED, stroke_width=2)
        words = Text(name, font=FONT, font_size=SMALL_SIZE, color=MUTED)
        return VGroup(panel.set_fill(SURFACE, opacity=1), words)
    if name.endswith(".svg"):
        return SVGMobject(name, height=height)
    return ImageMobject(name).scale_to_fit_height(height)


def in_row(*mobjects: Mobject, gap: float = 0.5) -> VGroup:
    """Mobjects side by side."""
    return VGroup(*mobjects).arrange(RIGHT, buff=gap)


def in_column(*mobjects: Mobject, gap: float = 0.4, align: str = "center") -> VGroup:
    """Mobjects below one another."""
    edges = {"left": LEFT, "right": RIGHT, "center": [0, 0, 0]}
    return VGroup(*mobjects).arrange(DOWN, buff=gap, aligned_edge=np.array(edges[align]))


def in_grid(*mobjects: Mobject, columns: int = 3, gap: float = 0.4) -> VGroup:
    """Mobjects in rows of equal length."""
    return VGroup(*mobjects).arrange_in_grid(cols=min(columns, len(mobjects)), buff=gap)


def fraction_circle(
    part: int,
    whole: int,
    radius: float = 2,
    color: ParsableManimColor = PRIMARY,
) -> VGroup:
    """A disc in equal slices, the first ones coloured."""
    slices = VGroup()
    for index in range(whole):
        turn = np.pi / 2 - index * 2 * np.pi / whole
        piece = Sector(radius=radius, angle=-2 * np.pi / whole, start_angle=turn)
        piece.set_fill(color if index < part else SURFACE, opacity=1)
        slices.add(piece.set_stroke(INK, width=2.5))
    return slices


def angle_triangle(
    first: float, second: float, width: float = 5, color: ParsableManimColor = PRIMARY
) -> VGroup:
    """A triangle with two given angles in degrees: its sides, then its three angles."""
    a, b = np.radians(first), np.radians(second)
    height = width / (1 / np.tan(a) + 1 / np.tan(b))
    corners = [[0, 0, 0], [width, 0, 0], [height / np.tan(a), height, 0]]
    sides = Polygon(*corners, color=color, stroke_width=4).set_fill(color, opacity=0.12)
    whole = VGroup(sides)
    starts, sizes = [0, np.pi - b, np.pi + a], [a, b, np.pi - a - b]
    for corner, start, size, name, tone in zip(
        corners, starts, sizes, ["alpha", "beta", "gamma"], [SERIES[1], SERIES[2], SERIES[3]]
    ):
        arc = Arc(0.75, start, size, arc_center=corner, color=tone, stroke_width=5)
        middle = start + size / 2
        spot = np.array(corner) + 1.15 * np.array([np.cos(middle), np.sin(middle), 0])
        words = VGroup(
            MathTypst(name, color=tone, font_size=40),
            Text(f"{np.degrees(size):.0f}°", font=FONT, font_size=20, color=tone),
        )
        whole.add(VGroup(arc, words.arrange(DOWN, buff=0.08).move_to(spot)))
    return whole.center()
