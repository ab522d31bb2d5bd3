# attack: A-18
# what: Pass getattr on as a value.
# layer: static check
# static: rejected
# class: RENDERED
from functools import reduce

from manim import *


class Attack(Scene):
    def construct(self):
        reduce(getattr, ["real", "real"], 1)
        self.wait(0.1)
