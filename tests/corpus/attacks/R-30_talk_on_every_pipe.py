# attack: R-30
# what: Write to every open descriptor for ever.
# layer: output caps
# static: rejected
# class: LIMIT_OUTPUT
import os

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            for number in range(1, 64):
                try:
                    os.write(number, b"x" * 4096)
                except OSError:
                    pass
        self.wait(0.1)
