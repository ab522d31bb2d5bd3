# attack: A-55
# what: Map a host file as an array.
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
        reached(bytes(np.memmap("@SECRET_FILE@")))
        self.wait(0.1)
