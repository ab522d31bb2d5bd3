from manim import *
import numpy as np


class DNAHelix(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=75 * DEGREES, theta=30 * DEGREES)
        strand1 = ParametricFunction(lambda t: np.array([np.cos(t), np.sin(t), 0.3 * t - 3]), t_range=[0, 20], color=BLUE)
        strand2 = ParametricFunction(lambda t: np.array([np.cos(t + PI), np.sin(t + PI), 0.3 * t - 3]), t_range=[0, 20], color=RED)
        self.play(Create(strand1), Create(strand2), run_time=3)
        rungs = VGroup(*[
            Line(strand1.function(t), strand2.function(t), color=GREY) for t in np.arange(0, 20, 1)
        ])
        self.play(LaggedStart(*[FadeIn(r) for r in rungs], lag_ratio=0.05))
        self.move_camera(phi=60 * DEGREES, theta=120 * DEGREES, run_time=2)
