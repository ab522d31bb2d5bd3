# attack: A-54
# what: Load a host file as an array.
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
        np.load("@SECRET_FILE@", allow_pickle=True)
        reached("the secret")
        self.wait(0.1)
