import sys
from manim import *

sys.setrecursionlimit(5000)


def koch(p1, p2, depth):
    if depth == 0:
        return [p1, p2]
    d = (p2 - p1) / 3
    a, b = p1 + d, p1 + 2 * d
    peak = a + rotate_vector(d, PI / 3)
    return sum((koch(*pair, depth - 1) for pair in ((p1, a), (a, peak), (peak, b), (b, p2))), [])


class Koch(Scene):
    def construct(self):
        curve = VMobject(color=BLUE).set_points_as_corners(koch(LEFT * 5, RIGHT * 5, 3))
        self.play(Create(curve), run_time=3)
