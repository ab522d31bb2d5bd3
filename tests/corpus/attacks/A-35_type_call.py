# attack: A-35
# what: Make a class without a class statement.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        type("X", (object,), {})()
        self.wait(0.1)
