# attack: A-60
# what: Walk attributes with a formatter object instead of the method of a text.
# layer: static check
# static: rejected
# class: RENDERED
import string

from manim import *


class Attack(Scene):
    def construct(self):
        parts = ["{0.", "_" * 2, "class", "_" * 2, "}"]
        string.Formatter().vformat("".join(parts), (self,), {})
        self.wait(0.1)
