# attack: L-02
# what: End at once, without a word.
# layer: verdict
# static: rejected
# class: OUTPUT_MISSING
import os

from manim import *


class Attack(Scene):
    def construct(self):
        os._exit(0)
        self.wait(0.1)
