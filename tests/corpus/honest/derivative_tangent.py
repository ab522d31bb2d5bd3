from manim import *
import numpy as np


class TangentLine(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3, 1], y_range=[-1, 9, 2], x_length=7, y_length=5)
        labels = axes.get_axis_labels(x_label="x", y_label="f(x)")
        graph = axes.plot(lambda x: x**2, color=BLUE)
        tracker = ValueTracker(-2)
        dot = always_redraw(lambda: Dot(axes.c2p(tracker.get_value(), tracker.get_value() ** 2)))
        tangent = always_redraw(
            lambda: axes.get_secant_slope_group(
                x=tracker.get_value(), graph=graph, dx=0.01, secant_line_length=4
            )
        )
        self.play(Create(axes), Write(labels), run_time=1.5)
        self.play(Create(graph))
        self.add(tangent, dot)
        self.play(tracker.animate.set_value(2), run_time=4, rate_func=smooth)
        self.wait()
