from contextlib import contextmanager
from manim import *
class Framed(Scene):
    @contextmanager
    def frame(self, mob):
        box = SurroundingRectangle(mob)
        self.play(Create(box))
        yield box
        self.play(FadeOut(box))
    def construct(self):
        t = Text("hello")
        self.add(t)
        with self.frame(t) as b:
            self.play(b.animate.set_color(RED))
