"""Animations that know what they move: cells, rows, layers, the camera."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from manim import (
    DOWN,
    PI,
    UP,
    Animation,
    AnimationGroup,
    ArcBetweenPoints,
    Circumscribe,
    FadeIn,
    LaggedStart,
    Mobject,
    MoveAlongPath,
    MovingCameraScene,
    NumberLine,
    ParsableManimColor,
    ShowPassingFlash,
    Succession,
    VGroup,
    VMobject,
    Write,
    config,
)

from backend.scenes.kit.palette import ACCENT, GOOD, SECONDARY


def swap_items(group: VGroup, first: int, second: int) -> AnimationGroup:
    """Two entries of a row change places; the row then counts them in their new order."""
    moves: list[Animation] = []
    for part in group[:2]:
        a, b = part[first], part[second]
        if part is group[0] and len(group) > 2:
            continue  # the boxes of an array stay, its values move
        level_a, level_b = a.copy(), b.copy()
        level_a.move_to(b).align_to(a, DOWN)
        level_b.move_to(a).align_to(b, DOWN)
        moves.append(a.animate(path_arc=PI / 2).move_to(level_a))
        moves.append(b.animate(path_arc=PI / 2).move_to(level_b))
        part.submobjects[first], part.submobjects[second] = b, a
    return AnimationGroup(*moves)


def color_items(
    group: VGroup, indices: list[int], color: ParsableManimColor = SECONDARY
) -> AnimationGroup:
    """Some entries of a row take another colour."""
    changes: list[Animation] = []
    for index in indices:
        box = group[0][index]
        share = 0.35 if box.get_stroke_width() > 0 else 1
        changes.append(box.animate.set_stroke(color).set_fill(color, opacity=share))
    return AnimationGroup(*changes)


def reveal_each(group: Mobject, lag: float = 0.6) -> LaggedStart:
    """The parts appear one after the other."""
    return LaggedStart(*(FadeIn(part, shift=UP * 0.2) for part in group), lag_ratio=lag)


def write_each(group: Mobject, lag: float = 0.8) -> LaggedStart:
    """The parts are written one after the other."""
    return LaggedStart(*(Write(part) for part in group), lag_ratio=lag)


def grow_bars(chart: VGroup) -> LaggedStart:
    """Bars rise from their floor, then the rest of the chart appears."""
    rises: list[Animation] = []
    for bar in chart[0]:
        flat = bar.copy().stretch(0.01, 1).align_to(bar, DOWN)
        full = bar.copy()
        bar.become(flat)
        rises.append(bar.animate.become(full))
    rest = FadeIn(VGroup(*chart[1:]))
    return LaggedStart(LaggedStart(*rises, lag_ratio=0.15), rest, lag_ratio=0.5)


def pulse_layers(network: VGroup, color: ParsableManimColor = SECONDARY) -> Succession:
    """A signal runs through a network from the first layer to the last."""
    beats: list[Animation] = []
    for wires in network[0]:
        flashes = [
            ShowPassingFlash(wire.copy().set_stroke(color, width=4), time_width=0.6)
            for wire in wires
        ]
        beats.append(AnimationGroup(*flashes))
    return Succession(*beats)


def visit_nodes(graph: VGroup, indices: list[int], color: ParsableManimColor = GOOD) -> Succession:
    """The nodes of a graph or tree are visited in order."""
    return Succession(
        *(
            graph[1][index][0].animate.set_stroke(color).set_fill(color, opacity=0.45)
            for index in indices
        )
    )


def mark_part(group: Mobject, index: int, color: ParsableManimColor = ACCENT) -> Circumscribe:
    """A frame is drawn around one part, and goes."""
    return Circumscribe(group[index], color=color)


def zoom_to(scene: MovingCameraScene, mobject: Mobject, width: float = 6) -> Animation:
    """The camera moves to a mobject."""
    return scene.camera.frame.animate.set(width=max(width, mobject.width * 1.3)).move_to(mobject)


def zoom_out(scene: MovingCameraScene) -> Animation:
    """The camera shows the whole frame again."""
    frame = scene.camera.frame
    return frame.animate.set(width=config.frame_width).move_to([0, 0, 0])


def pan_to(scene: MovingCameraScene, mobject: Mobject) -> Animation:
    """The camera moves to a mobject without coming closer."""
    return scene.camera.frame.animate.move_to(mobject)


def jump_on_line(mark: Mobject, line: NumberLine, start: float, hop: float) -> MoveAlongPath:
    """A mark jumps along a number line."""
    foot = mark.get_center() - line.n2p(start)
    path = ArcBetweenPoints(
        line.n2p(start) + foot, line.n2p(start + hop) + foot, angle=-PI / 2 if hop > 0 else PI / 2
    )
    return MoveAlongPath(mark, path)


def apply_map(mobject: VMobject, matrix: list[list[float]]) -> Animation:
    """A linear map moves every point of a mobject about its middle."""
    return mobject.animate.apply_matrix(matrix, about_point=mobject.get_center())
