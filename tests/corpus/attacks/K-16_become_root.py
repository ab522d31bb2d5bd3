# attack: K-16
# what: Ask to be root.
# layer: system call filter; no capabilities
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        os.setuid(0)
        reached("root")
        self.wait(0.1)
