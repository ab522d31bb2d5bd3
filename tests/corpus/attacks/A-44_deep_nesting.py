# attack: A-44
# what: Nest brackets until the parser gives in.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: MemoryError, RecursionError, SyntaxError

from manim import *


class Attack(Scene):
    def construct(self):
        x = @DEEP@
        self.wait(0.1)
