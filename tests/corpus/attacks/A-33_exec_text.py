# attack: A-33
# what: Run code from a text.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        exec("import os; print(os.listdir('/root'))")
        reached("a home")
        self.wait(0.1)
