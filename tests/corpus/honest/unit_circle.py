from manim import *
import numpy as np


class UnitCircleSine(Scene):
    def construct(self):
        circle = Circle(radius=1.5, color=WHITE).shift(LEFT * 4)
        theta = ValueTracker(0)
        dot = always_redraw(lambda: Dot(circle.point_at_angle(theta.get_value()), color=YELLOW))
        radius = always_redraw(lambda: Line(circle.get_center(), dot.get_center()))
        path = TracedPath(lambda: RIGHT * (theta.get_value() - 2) + UP * 1.5 * np.sin(theta.get_value()), stroke_color=BLUE)
        self.add(circle, radius, dot, path)
        self.play(theta.animate.set_value(TAU), run_time=5, rate_func=linear)
        self.wait()
