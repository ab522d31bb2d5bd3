# attack: T-24
# what: Stop in the debugger.
# layer: verdict
# static: rejected
# class: CODE_ERROR OUTPUT_MISSING

from manim import *


class Attack(Scene):
    def construct(self):
        breakpoint()
        self.wait(0.1)
