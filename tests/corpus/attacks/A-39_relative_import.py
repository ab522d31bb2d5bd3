# attack: A-39
# what: Import relative to the renderer's own folder.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: ImportError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        from . import driver
        reached("the renderer")
        self.wait(0.1)
