# attack: T-22
# what: Wait for somebody to type.
# layer: verdict; deadline
# static: rejected
# class: CODE_ERROR OUTPUT_MISSING RENDERED RENDER_TIMEOUT

from manim import *


class Attack(Scene):
    def construct(self):
        input("password? ")
        self.wait(0.1)
