# attack: A-34
# what: Compile code from a text.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        eval(compile("open('@SECRET_FILE@').read()", "x", "eval"))
        reached("the secret")
        self.wait(0.1)
