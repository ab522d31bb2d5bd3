from manim import *
import numpy as np


class Lissajous(Scene):
    def construct(self):
        for a, b in [(1, 2), (3, 2), (3, 4)]:
            curve = ParametricFunction(
                lambda t: np.array([3 * np.sin(a * t), 2 * np.sin(b * t), 0]),
                t_range=[0, TAU],
                color=random_bright_color(),
            )
            label = MathTex(f"a={a}, b={b}").to_edge(UP)
            self.play(Create(curve), FadeIn(label), run_time=2)
            self.play(FadeOut(curve), FadeOut(label))
