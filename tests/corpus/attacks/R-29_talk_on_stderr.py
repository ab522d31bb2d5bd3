# attack: R-29
# what: Write to the error stream for ever.
# layer: output caps
# static: rejected
# class: LIMIT_OUTPUT
import os

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            os.write(2, b"x" * 60_000)
        self.wait(0.1)
