# attack: A-42
# what: Hide code behind a NUL character.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: SyntaxError, ValueError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        x = "@NUL@"; reached("past the NUL")
        self.wait(0.1)
