# attack: R-16
# what: Turn for ever.
# layer: deadline
# static: accepted
# class: RENDER_TIMEOUT

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            pass
        self.wait(0.1)
