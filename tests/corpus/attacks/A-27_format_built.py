# attack: A-27
# what: Walk attributes inside a format string that is put together.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        pattern = "{0._" + "_class_" + "_}"
        if "@SECRET@" in pattern.format(self):
            reached("the secret")
        self.wait(0.1)
