# attack: R-18
# what: A regular expression that never ends, in one call that hears no signal.
# layer: deadline
# static: accepted
# class: RENDER_TIMEOUT
import re

from manim import *


class Attack(Scene):
    def construct(self):
        re.match("(a+)+$", "a" * 40 + "b")
        self.wait(0.1)
