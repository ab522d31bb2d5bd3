# attack: A-43
# what: Make a comment look like code to a reader.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        access = "user‮ ⁦# only admins⁩ ⁦"
        self.wait(0.1)
