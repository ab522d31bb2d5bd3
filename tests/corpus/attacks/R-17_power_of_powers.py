# attack: R-17
# what: Compute a number that cannot be held.
# layer: deadline
# static: rejected
# class: RENDER_TIMEOUT

from manim import *


class Attack(Scene):
    def construct(self):
        x = 9**9**9
        self.wait(0.1)
