# attack: R-25
# what: Wait for eleven days, by a name.
# layer: deadline
# static: accepted
# class: RENDER_TIMEOUT LIMIT_MEMORY OUTPUT_INVALID LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        days = 11
        self.add(Circle().add_updater(lambda m, dt: m.rotate(dt)))
        self.wait(days * 86_400)
