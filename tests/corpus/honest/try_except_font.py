from manim import *

try:
    import scipy.special as special
except ImportError:
    special = None


class GammaFunction(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 5], y_range=[0, 10])
        f = special.gamma if special is not None else (lambda x: x)
        graph = axes.plot(lambda x: min(f(x + 0.1), 10), color=ORANGE)
        self.play(Create(axes), Create(graph))
        self.wait()
