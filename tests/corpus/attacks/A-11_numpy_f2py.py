# attack: A-11
# what: Reach subprocess through numpy.
# layer: static check; no program to start
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, AttributeError, ImportError
import numpy as np
import numpy.f2py

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        np.f2py.subprocess.check_output(["/bin/true"])
        reached("a program")
        self.wait(0.1)
