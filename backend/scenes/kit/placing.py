"""Where things go: areas of the frame, and neighbours."""
# ruff: noqa: PLR0917, FBT001, FBT002, PLR2004, B905, RUF005, RUF007, RUF100 - written in the manner of scene code, which people own
# Points are lists of numbers and parts are picked by number, as scenes do it.
# pyright: basic, reportArgumentType=false, reportAttributeAccessIssue=false, reportIndexIssue=false, reportCallIssue=false, reportReturnType=false

from typing import NamedTuple

from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, Mobject, Vector3D, config


class Area(NamedTuple):
    """A rectangle of the frame, by its centre."""

    x: float
    y: float
    width: float
    height: float

    @property
    def wide(self) -> float:
        """A width that suits the height: charts are seldom twice as wide as tall."""
        return min(self.width, self.height * 1.9)

    @property
    def tall(self) -> float:
        """A height that suits the width."""
        return min(self.height, self.width)


def place(mobject: Mobject, area: Area, toward: Vector3D = ORIGIN, grow: float = 1) -> Mobject:
    """Fit a mobject into an area: shrink it when it is too large, enlarge it up to `grow` times."""
    factor = min(area.width / max(mobject.width, 0.01), area.height / max(mobject.height, 0.01))
    if factor < 1 or grow > 1:
        mobject.scale(min(factor, max(grow, 1)))
    mobject.move_to([area.x, area.y, 0])
    slack = [(area.width - mobject.width) / 2, (area.height - mobject.height) / 2, 0]
    return mobject.shift(toward * slack)


def beside(
    mobject: Mobject,
    other: Mobject,
    direction: Vector3D,
    gap: float = 0.25,
    aligned_edge: Vector3D = ORIGIN,
) -> Mobject:
    """Put a mobject next to another, and back into the frame where it would stick out."""
    mobject.next_to(other, direction, buff=gap, aligned_edge=aligned_edge)
    right, top = config.frame_width / 2 - 0.25, config.frame_height / 2 - 0.25
    if mobject.width > 2 * right:
        mobject.scale(2 * right / mobject.width)
    mobject.shift(RIGHT * max(0, -right - mobject.get_left()[0]))
    mobject.shift(LEFT * max(0, mobject.get_right()[0] - right))
    mobject.shift(UP * max(0, -top - mobject.get_bottom()[1]))
    return mobject.shift(DOWN * max(0, mobject.get_top()[1] - top))
