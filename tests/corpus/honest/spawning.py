"""
Author: GPT-4
"""
from numpy import *
from manim import *

__license__ = "MIT"


class Bacteria(Scene):
    """Exponential growth of bacteria."""

    def construct(self):
        self.add(Text(self.__doc__ or "", font_size=24).to_edge(UP))
        self.cells = VGroup(Dot())
        for generation in range(4):
            self.spawn(generation)
        for name in ("sin", "cos"):
            self.play(Create(FunctionGraph(getattr(np, name), color=random_color())))
        self.wait(sqrt(4))

    def spawn(self, generation):
        born = VGroup(*[c.copy().shift(0.3 * rotate_vector(RIGHT, 2 * pi * random.rand())) for c in self.cells])
        self.play(FadeIn(born), run_time=0.5)
        self.cells.add(*born)
