from manim import *
import numpy as np
from scipy.stats import norm


class CentralLimitTheorem(Scene):
    def construct(self):
        axes = Axes(x_range=[-4, 4, 1], y_range=[0, 0.5, 0.1])
        curve = axes.plot(lambda x: norm.pdf(x), color=BLUE)
        area = axes.get_area(curve, x_range=[-1, 1], color=GREEN, opacity=0.5)
        self.play(Create(axes), Create(curve))
        self.play(FadeIn(area))
        label = Text("68% of the data", font_size=30).next_to(area, UP)
        self.play(Write(label))
        self.wait(1.5)
