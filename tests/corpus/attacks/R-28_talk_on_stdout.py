# attack: R-28
# what: Print for ever.
# layer: output caps
# static: accepted
# class: LIMIT_OUTPUT

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            print("x" * 10_000)
        self.wait(0.1)
