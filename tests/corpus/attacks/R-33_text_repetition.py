# attack: R-33
# what: Multiply a text.
# layer: static check; control group
# static: rejected
# class: LIMIT_MEMORY CODE_ERROR
# error: MemoryError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        x = "a" * 10**10
        reached("all of it")
        self.wait(0.1)
