# attack: A-63
# what: Run text with decorators instead of calls.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: EOFError, OSError, RuntimeError, TypeError, SyntaxError
from manim import *


@exec
@repr
class Ignored:
    pass


class Attack(Scene):
    def construct(self):
        self.wait(0.1)
