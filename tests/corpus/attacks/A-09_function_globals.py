# attack: A-09
# what: Use the globals of a library function.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(Circle.__init__.__globals__["__builtins__"]["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
