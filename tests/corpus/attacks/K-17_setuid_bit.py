# attack: K-17
# what: Mark an own file with the set-user bit.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        open("/job/tmp/x", "w").write("x")
        os.chmod("/job/tmp/x", 0o4755)
        reached("the bit")
        self.wait(0.1)
