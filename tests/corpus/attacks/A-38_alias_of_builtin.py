# attack: A-38
# what: Excuse a refused name by importing something under it elsewhere.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: TypeError

from manim import *


class Attack(Scene):
    def construct(self):
        def excuse():
            import math as eval
            return eval
        eval("1")(2)
        self.wait(0.1)
