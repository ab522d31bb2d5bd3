# attack: R-02
# what: Fill the memory with an array.
# layer: control group
# static: accepted
# class: LIMIT_MEMORY
import numpy as np

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        held = []
        for _ in range(200):
            held.append(np.ones((1 << 24,)))
        reached("all of it")
        self.wait(0.1)
