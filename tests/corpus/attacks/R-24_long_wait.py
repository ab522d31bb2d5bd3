# attack: R-24
# what: Wait for eleven days.
# layer: deadline
# static: rejected
# class: RENDER_TIMEOUT LIMIT_MEMORY OUTPUT_INVALID LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        self.wait(10**6)
