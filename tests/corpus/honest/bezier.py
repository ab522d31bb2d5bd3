from manim import *


class BezierConstruction(Scene):
    def construct(self):
        points = [LEFT * 4 + DOWN, LEFT * 2 + UP * 2, RIGHT * 2 + UP * 2, RIGHT * 4 + DOWN]
        dots = VGroup(*[Dot(p) for p in points])
        lines = VGroup(*[Line(a, b, color=GREY) for a, b in zip(points, points[1:])])
        curve = CubicBezier(*points, color=YELLOW)
        self.play(Create(dots), Create(lines))
        t = ValueTracker(0)
        moving = always_redraw(lambda: Dot(curve.point_from_proportion(t.get_value()), color=RED))
        self.add(moving)
        self.play(Create(curve), t.animate.set_value(1), run_time=3)
        self.wait()
