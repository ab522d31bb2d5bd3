# attack: T-25
# what: Ask for the renderer that needs a screen.
# layer: mount view
# static: rejected
# class: CODE_ERROR OUTPUT_MISSING RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        config.renderer = "opengl"
        config.preview = True
        self.wait(0.1)
