# attack: R-26
# what: Draw a hundred thousand circles.
# layer: deadline; control group
# static: accepted
# class: RENDER_TIMEOUT LIMIT_MEMORY

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(VGroup(*[Circle(radius=0.1 + n / 10**6) for n in range(100_000)]))
        self.wait(1)
