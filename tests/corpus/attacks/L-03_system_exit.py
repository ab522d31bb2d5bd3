# attack: L-03
# what: Ask the interpreter to end.
# layer: verdict
# static: accepted
# class: OUTPUT_MISSING CODE_ERROR
# error: SystemExit

from manim import *


class Attack(Scene):
    def construct(self):
        raise SystemExit(0)
        self.wait(0.1)
