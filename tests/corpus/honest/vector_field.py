from manim import *
import numpy as np


class RotationField(Scene):
    def construct(self):
        func = lambda pos: np.array([-pos[1], pos[0], 0]) / 2
        field = ArrowVectorField(func, x_range=[-5, 5, 1], y_range=[-3, 3, 1])
        stream = StreamLines(func, stroke_width=2, max_anchors_per_line=30)
        self.play(Create(field))
        self.play(FadeOut(field))
        self.add(stream)
        stream.start_animation(warm_up=True, flow_speed=1.5)
        self.wait(2)
