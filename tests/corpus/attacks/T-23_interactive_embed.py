# attack: T-23
# what: Ask for an interactive session.
# layer: verdict
# static: rejected
# class: CODE_ERROR RENDERED OUTPUT_MISSING

from manim import *


class Attack(Scene):
    def construct(self):
        self.interactive_embed()
        self.wait(0.1)
