"""Rows of boxes, graphs, trees, networks, flows: the furniture of computing."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Circle,
    CurvedArrow,
    Line,
    Mobject,
    ParsableManimColor,
    RoundedRectangle,
    Square,
    Text,
    VGroup,
)

from backend.scenes.kit.palette import (
    ACCENT,
    FONT,
    INK,
    MONO,
    MUTED,
    PRIMARY,
    SECONDARY,
    SMALL_SIZE,
    SURFACE,
)


def array_row(
    values: list[object],
    cell: float = 0.95,
    color: ParsableManimColor = PRIMARY,
    indices: bool = True,
    font_size: float = 30,
) -> VGroup:
    """A row of boxes: part 0 the boxes, part 1 the values, part 2 the indices below."""
    boxes, shown, counts = VGroup(), VGroup(), VGroup()
    for index, value in enumerate(values):
        box = Square(side_length=cell, color=color, stroke_width=3).set_fill(SURFACE, opacity=1)
        boxes.add(box.move_to(RIGHT * index * cell))
        word = Text(str(value), font=FONT, font_size=font_size, color=INK)
        if word.width > cell * 0.82:
            word.scale_to_fit_width(cell * 0.82)
        shown.add(word.move_to(box).set_z_index(1))
        if indices:
            count = Text(str(index), font=MONO, font_size=18, color=MUTED)
            counts.add(count.next_to(box, DOWN, buff=0.14))
    return VGroup(boxes, shown, counts).center()


def value_bars(
    values: list[float], width: float = 8, height: float = 3.4, color: ParsableManimColor = PRIMARY
) -> VGroup:
    """Bars to be sorted: part 0 the bars, part 1 their values; bar n is `values[n]`."""
    slot = width / max(len(values), 1)
    top = max([abs(value) for value in values] + [1e-9])
    bars, shown = VGroup(), VGroup()
    for index, value in enumerate(values):
        bar = RoundedRectangle(
            width=slot * 0.74,
            height=max(abs(value) / top * height, 0.1),
            corner_radius=0.05,
            stroke_width=0,
        ).set_fill(color, opacity=1)
        bars.add(bar.move_to(RIGHT * index * slot).align_to([0, 0, 0], DOWN))
        word = Text(f"{value:g}", font=FONT, font_size=24, color=INK)
        shown.add(word.next_to(bar, DOWN, buff=0.18))
    return VGroup(bars, shown).center()


def node(
    text: str, color: ParsableManimColor = PRIMARY, radius: float = 0.42, font_size: float = 28
) -> VGroup:
    """A round node with its name inside."""
    disc = Circle(radius=radius, color=color, stroke_width=3.5).set_fill(SURFACE, opacity=1)
    word = Text(text, font=FONT, font_size=font_size, color=INK)
    if word.width > radius * 1.5:
        word.scale_to_fit_width(radius * 1.5)
    return VGroup(disc, word.move_to(disc).set_z_index(1))


def join(a: Mobject, b: Mobject, color: ParsableManimColor, directed: bool, gap: float) -> Line:
    """A line between two round nodes, from rim to rim."""
    way = b.get_center() - a.get_center()
    unit = way / max(float(np.linalg.norm(way)), 1e-9)
    start, end = a.get_center() + unit * gap, b.get_center() - unit * gap
    if directed:
        return Arrow(start, end, buff=0, color=color, stroke_width=3.5, tip_length=0.2)
    return Line(start, end, color=color, stroke_width=3.5)


def node_graph(
    names: list[str],
    edges: list[list[object]],
    layout: str = "circle",
    directed: bool = False,
    color: ParsableManimColor = PRIMARY,
    edge_color: ParsableManimColor = MUTED,
    radius: float = 2.3,
    points: list[list[float]] | None = None,
) -> VGroup:
    """Nodes and edges: part 0 the edges, part 1 the nodes, part 2 the weights of the edges."""
    count = max(len(names), 1)
    spots = points or []
    if not spots and layout == "line":
        spots = [[index * 1.8, 0] for index in range(count)]
    elif not spots and layout == "grid":
        columns = int(np.ceil(np.sqrt(count)))
        spots = [[index % columns * 2, -(index // columns) * 1.7] for index in range(count)]
    elif not spots:
        turns = [np.pi / 2 - index * 2 * np.pi / count for index in range(count)]
        spots = [[radius * 1.25 * np.cos(turn), radius * np.sin(turn)] for turn in turns]
    nodes, lines, weights = VGroup(), VGroup(), VGroup()
    for name, spot in zip(names, spots, strict=False):
        nodes.add(node(name, color).move_to([spot[0], spot[1], 0]))
    where = {name: index for index, name in enumerate(names)}
    for start, end, *weight in edges:
        a, b = nodes[where[str(start)]], nodes[where[str(end)]]
        line = join(a, b, edge_color, directed, 0.45)
        lines.add(line)
        if weight:
            mark = Text(str(weight[0]), font=FONT, font_size=22, color=SECONDARY)
            turned = line.get_unit_vector()
            weights.add(mark.move_to(line.get_center() + [-turned[1] * 0.25, turned[0] * 0.25, 0]))
    return VGroup(lines, nodes, weights).center()


def tree(
    names: list[str],
    edges: list[list[object]],
    color: ParsableManimColor = PRIMARY,
    width: float = 8,
    level: float = 1.35,
) -> VGroup:
    """A rooted tree, root first in `names`: part 0 the edges, part 1 the nodes."""
    children: dict[str, list[str]] = {name: [] for name in names}
    for parent, child in edges:
        children[str(parent)].append(str(child))
    spots: dict[str, list[float]] = {}
    leaves = 0

    def settle(name: str, depth: int) -> float:
        nonlocal leaves
        if not children[name]:
            leaves += 1
            x = float(leaves)
        else:
            below = [settle(child, depth + 1) for child in children[name]]
            x = (below[0] + below[-1]) / 2
        spots[name] = [x, -depth * level]
        return x

    if names:
        settle(names[0], 0)
    step = min(1.6, width / max(leaves, 1))
    nodes, lines = VGroup(), VGroup()
    shown = [name for name in names if name in spots]
    for name in shown:
        nodes.add(node(name, color).move_to([spots[name][0] * step, spots[name][1], 0]))
    for parent, child in edges:
        a, b = nodes[shown.index(str(parent))], nodes[shown.index(str(child))]
        lines.add(join(a, b, MUTED, directed=False, gap=0.42))
    return VGroup(lines, nodes).center()


def neural_network(
    layers: list[int],
    labels: list[str] | None = None,
    width: float = 8,
    height: float = 4,
    color: ParsableManimColor = PRIMARY,
    edge_color: ParsableManimColor = MUTED,
) -> VGroup:
    """Layers of neurons: part 0 the edges by gap, part 1 the layers, part 2 the labels."""
    gap = width / max(len(layers) - 1, 1)
    most = max([*layers, 1])
    radius = min(0.3, height / most * 0.36)
    columns, wires, names = VGroup(), VGroup(), VGroup()
    for index, size in enumerate(layers):
        column = VGroup(
            *(
                Circle(radius=radius, color=color, stroke_width=3).set_fill(SURFACE, opacity=1)
                for _ in range(size)
            )
        )
        column.arrange(DOWN, buff=max(0.08, min(0.35, height / most - 2 * radius)))
        columns.add(column.move_to(RIGHT * index * gap))
    for left, right in zip(columns, columns[1:], strict=False):
        wires.add(
            VGroup(
                *(
                    Line(a.get_right(), b.get_left(), color=edge_color, stroke_width=1.2)
                    for a in left
                    for b in right
                )
            )
        )
    for text, column in zip(labels or [], columns, strict=False):
        name = Text(text, font=FONT, font_size=SMALL_SIZE, color=INK)
        names.add(name.next_to([column.get_x(), columns.get_bottom()[1], 0], DOWN, buff=0.35))
    return VGroup(wires, columns, names).center()


def rim(mobject: Mobject, way: np.ndarray) -> np.ndarray:
    """Where a ray from the middle of a box leaves it."""
    half = np.array([mobject.width / 2, mobject.height / 2])
    reach = min(size / max(abs(part), 1e-9) for size, part in zip(half, way, strict=False))
    return mobject.get_center() + way * reach


def flow_chart(
    steps: list[str],
    color: ParsableManimColor = PRIMARY,
    across: bool = True,
    per_row: int = 4,
    font_size: float = 24,
) -> VGroup:
    """Boxes joined by arrows: part 0 the boxes, part 1 the arrows."""
    boxes, arrows = VGroup(), VGroup()
    words = [Text(step, font=FONT, font_size=font_size, color=INK) for step in steps]
    width = max([1, *(word.width for word in words)]) + 0.6
    for index, word in enumerate(words):
        box = RoundedRectangle(width=width, height=1, corner_radius=0.18, color=color)
        box.set_fill(SURFACE, opacity=1).set_stroke(width=3)
        row, column = (index // per_row, index % per_row) if across else (index, 0)
        if across and row % 2:
            column = per_row - 1 - column
        box.move_to([column * (width + 0.9), -row * 1.7, 0])
        boxes.add(VGroup(box, word.move_to(box)))
    for a, b in zip(boxes, boxes[1:], strict=False):
        way = b.get_center() - a.get_center()
        side = way / max(float(np.linalg.norm(way)), 1e-9)
        ends = rim(a, side), rim(b, -side)
        arrows.add(Arrow(*ends, buff=0.1, color=MUTED, stroke_width=4, tip_length=0.2))
    return VGroup(boxes, arrows).center()


def cycle_chart(
    steps: list[str],
    color: ParsableManimColor = PRIMARY,
    radius: float = 2.1,
    font_size: float = 22,
) -> VGroup:
    """Boxes around a circle, each with an arrow to the next: boxes, then arrows."""
    count = max(len(steps), 1)
    boxes, arrows = VGroup(), VGroup()
    turns = [np.pi / 2 - index * 2 * np.pi / count for index in range(count)]
    for step, turn in zip(steps, turns, strict=False):
        word = Text(step, font=FONT, font_size=font_size, color=INK)
        box = RoundedRectangle(width=word.width + 0.5, height=0.8, corner_radius=0.2, color=color)
        box.set_fill(SURFACE, opacity=1).set_stroke(width=3)
        where = [radius * 1.5 * np.cos(turn), radius * np.sin(turn), 0]
        boxes.add(VGroup(box, word.move_to(box)).move_to(where))
    for index in range(len(boxes)):
        a, b = boxes[index], boxes[(index + 1) % len(boxes)]
        way = b.get_center() - a.get_center()
        side = way / max(float(np.linalg.norm(way)), 1e-9)
        ends = rim(a, side), rim(b, -side)
        arrows.add(CurvedArrow(*ends, angle=-0.5, color=MUTED, stroke_width=4, tip_length=0.2))
    return VGroup(boxes, arrows).center()


def time_line(
    labels: list[str],
    notes: list[str],
    width: float = 11,
    color: ParsableManimColor = PRIMARY,
    upright: bool = False,
) -> VGroup:
    """A line with dated points: part 0 the line, part 1 the points, part 2 the labels and notes."""
    along, across = (DOWN, RIGHT) if upright else (RIGHT, UP)
    line = Line([0, 0, 0], along * width, color=MUTED, stroke_width=4)
    gap = width / max(len(labels), 1)
    dots, names = VGroup(), VGroup()
    for index, label in enumerate(labels):
        spot = along * (index + 0.5) * gap
        dots.add(Circle(radius=0.14, stroke_width=0).set_fill(color, opacity=1).move_to(spot))
        words = VGroup(Text(label, font=FONT, font_size=30, color=color, weight="BOLD"))
        if index < len(notes):
            words.add(Text(notes[index], font=FONT, font_size=24, color=INK))
        words.arrange(DOWN, buff=0.15, aligned_edge=LEFT if upright else [0, 0, 0])
        if not upright and words.width > gap * 1.85:
            words.scale_to_fit_width(gap * 1.85)
        side = across if upright or index % 2 == 0 else -across
        names.add(words.next_to(spot, side, buff=0.35))
    return VGroup(line, dots, names).center()


def pointer(
    text: str, color: ParsableManimColor = ACCENT, length: float = 0.6, font_size: float = 24
) -> VGroup:
    """An arrow that points down, with a name above: a marker for a place in a row."""
    arrow = Arrow(UP * length, [0, 0, 0], buff=0, color=color, stroke_width=5, tip_length=0.2)
    word = Text(text, font=FONT, font_size=font_size, color=color)
    return VGroup(arrow, word.next_to(arrow, UP, buff=0.12))
