# attack: A-53
# what: Call a refused name as a decorator.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, SyntaxError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        @exec
        @str
        def text():
            pass
        open("@SECRET_FILE@")
        reached("the secret")
        self.wait(0.1)
