# attack: A-01
# what: Import os and run a shell command.
# layer: static check; no shell
# static: rejected
# class: RENDERED
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        if os.system("true") == 0:
            reached("a shell")
        self.wait(0.1)
