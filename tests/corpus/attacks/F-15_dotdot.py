# attack: F-15
# what: Leave by going up.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(open("../" * 20 + "@SECRET_FILE@".lstrip("/")).read())
        self.wait(0.1)
