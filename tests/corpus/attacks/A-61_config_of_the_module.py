# attack: A-61
# what: Set the renderer's plugins through the module instead of the name.
# layer: static check
# static: rejected
# class: RENDERED CODE_ERROR
# error: ValueError
import manim as m

from manim import *


class Attack(Scene):
    def construct(self):
        m.config.plugins = ["os"]
        self.wait(0.1)
