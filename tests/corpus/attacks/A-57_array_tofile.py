# attack: A-57
# what: Write an array over an installed package.
# layer: static check; read-only view
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError, FileNotFoundError
import numpy as np

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        np.arange(3).tofile("/opt/packages/manim/__init__.py")
        reached("the package")
        self.wait(0.1)
