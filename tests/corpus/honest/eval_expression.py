from manim import *


class PlotFromText(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-2, 2])
        graph = axes.plot(lambda x: eval("np.sin(2 * x)"), color=GREEN)
        self.play(Create(axes), Create(graph))
