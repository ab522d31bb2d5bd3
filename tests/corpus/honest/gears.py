from manim import *
import numpy as np


class Gears(Scene):
    def gear(self, teeth, radius, **kwargs):
        points = []
        for i in range(teeth * 2):
            r = radius if i % 2 else radius * 0.8
            angle = i * PI / teeth
            points.append([r * np.cos(angle), r * np.sin(angle), 0])
        return Polygon(*points, **kwargs)

    def construct(self):
        big = self.gear(16, 1.8, color=BLUE, fill_opacity=0.5).shift(LEFT * 1.5)
        small = self.gear(8, 0.9, color=RED, fill_opacity=0.5).shift(RIGHT * 1.1)
        big.add_updater(lambda m, dt: m.rotate(dt))
        small.add_updater(lambda m, dt: m.rotate(-2 * dt))
        self.add(big, small)
        self.wait(4)
        big.clear_updaters()
