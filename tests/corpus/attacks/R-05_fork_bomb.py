# attack: R-05
# what: Fork until nothing is left.
# layer: control group
# static: rejected
# class: LIMIT_PROCESSES
import os

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            os.fork()
        self.wait(0.1)
