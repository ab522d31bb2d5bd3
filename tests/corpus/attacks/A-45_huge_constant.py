# attack: A-45
# what: A number literal with a million bits.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        x = 0x@HEX@
        self.wait(0.1)
