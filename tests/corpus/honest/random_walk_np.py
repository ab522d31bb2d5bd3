import numpy as np
from manim import *

rng = np.random.default_rng(seed=42)


class RandomWalks(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 100, 20], y_range=[-20, 20, 5], tips=False)
        self.add(axes)
        colors = color_gradient([BLUE, GREEN, YELLOW], 5)
        for color in colors:
            steps = np.cumsum(rng.choice([-1, 1], size=100))
            graph = axes.plot_line_graph(np.arange(100), steps, line_color=color, add_vertex_dots=False)
            self.play(Create(graph), run_time=0.7)
        self.wait()
