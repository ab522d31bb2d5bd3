# attack: R-35
# what: Call oneself for ever.
# layer: the interpreter's own limit
# static: accepted
# class: CODE_ERROR
# error: RecursionError

from manim import *


class Attack(Scene):
    def construct(self):
        def down():
            return down()
        down()
        self.wait(0.1)
