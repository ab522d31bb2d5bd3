# attack: A-62
# what: Hand getattr to something that calls it with built names.
# layer: static check
# static: rejected
# class: RENDERED
from functools import reduce

from manim import *


class Attack(Scene):
    def construct(self):
        reduce(getattr, ["_" * 2 + "class" + "_" * 2, "_" * 2 + "mro" + "_" * 2], self)
        self.wait(0.1)
