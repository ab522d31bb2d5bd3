# attack: A-51
# what: Take os out of the loaded modules.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import sys

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(sys.modules["os"].listdir("/root"))
        self.wait(0.1)
