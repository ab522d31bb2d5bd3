from manim import *
import numpy as np


class FourierSquareWave(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 2 * PI, PI / 2], y_range=[-1.5, 1.5, 0.5], tips=False)
        self.play(Create(axes))

        def partial(n):
            return lambda x: sum(4 / PI * np.sin((2 * k + 1) * x) / (2 * k + 1) for k in range(n))

        current = axes.plot(partial(1), color=YELLOW)
        label = MathTex("n = 1").to_corner(UR)
        self.play(Create(current), Write(label))
        for n in [2, 4, 8, 16]:
            new = axes.plot(partial(n), color=YELLOW)
            new_label = MathTex(f"n = {n}").to_corner(UR)
            self.play(Transform(current, new), Transform(label, new_label))
            self.wait(0.5)
