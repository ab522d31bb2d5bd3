# attack: A-48
# what: A harmless text with underscores put together.
# layer: nothing: the text is never used
# static: accepted
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        name = "_" + "_" + "class" + "__"
        self.wait(0.1)
