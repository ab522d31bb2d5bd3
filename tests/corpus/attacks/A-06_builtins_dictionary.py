# attack: A-06
# what: Find open in the dictionary of builtins.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        space = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
        reached(space["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
