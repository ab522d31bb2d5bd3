# attack: A-56
# what: Read a host file as an array.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import numpy as np

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(bytes(np.fromfile("@SECRET_FILE@", dtype="u1")))
        self.wait(0.1)
