# attack: R-36
# what: Overflow the stack in machine code.
# layer: one process tree a job
# static: accepted
# class: OUTPUT_MISSING CODE_ERROR
import sys

from manim import *


class Attack(Scene):
    def construct(self):
        sys.setrecursionlimit(10**9)
        def down(x):
            return [down(x), repr(x)]
        held = []
        for _ in range(10**6):
            held = [held]
        repr(held)
        down(held)
        self.wait(0.1)
