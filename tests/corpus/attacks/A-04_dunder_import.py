# attack: A-04
# what: Import by calling the interpreter's own function.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        secret = __import__("pathlib").Path("@SECRET_FILE@").read_text()
        reached(secret)
        self.wait(0.1)
