# attack: R-15
# what: Open files until no more can be opened.
# layer: resource limits
# static: rejected
# class: CODE_ERROR
# error: OSError
import os

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            os.dup(1)
        self.wait(0.1)
