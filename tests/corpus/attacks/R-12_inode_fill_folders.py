# attack: R-12
# what: Make folders until no more can be made.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK
import os

from manim import *


class Attack(Scene):
    def construct(self):
        number = 0
        while True:
            number += 1
            os.mkdir(f"/job/cache/{number}")
        self.wait(0.1)
