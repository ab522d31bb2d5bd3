from manim import *
import numpy as np


class GradientDescent(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[0, 9], x_length=8, y_length=5)
        f = lambda x: x**2
        df = lambda x: 2 * x
        graph = axes.plot(f, color=BLUE)
        self.add(axes, graph)
        x = 2.5
        dot = Dot(axes.c2p(x, f(x)), color=YELLOW)
        self.play(FadeIn(dot))
        info = Text("").to_corner(UR)
        for step in range(8):
            x -= 0.2 * df(x)
            new_info = Text("step {}: x = {:.3f}".format(step + 1, x), font_size=24).to_corner(UR)
            self.play(dot.animate.move_to(axes.c2p(x, f(x))), FadeTransform(info, new_info), run_time=0.5)
            info = new_info
        self.wait(1)
