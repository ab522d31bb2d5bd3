# attack: L-04
# what: End by a signal.
# layer: verdict
# static: rejected
# class: OUTPUT_MISSING
import os

from manim import *


class Attack(Scene):
    def construct(self):
        os.abort()
        self.wait(0.1)
