# attack: K-13
# what: Start a program that is only in memory.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        held = os.memfd_create("x")
        reached("a file in memory")
        self.wait(0.1)
