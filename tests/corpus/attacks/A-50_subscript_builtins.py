# attack: A-50
# what: Find builtins through a lambda's globals.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, TypeError, AttributeError, KeyError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached((lambda: 0).__globals__["__builtins__"]["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
