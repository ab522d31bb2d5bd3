# attack: R-01
# what: Fill the memory at once.
# layer: control group
# static: accepted
# class: LIMIT_MEMORY

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        held = bytearray(8 * 1024**3)
        for place in range(0, len(held), 4096):
            held[place] = 1
        reached("all of it")
        self.wait(0.1)
