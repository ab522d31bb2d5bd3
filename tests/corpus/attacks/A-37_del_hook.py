# attack: A-37
# what: Leave code for the interpreter's end.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        class Late:
            def __del__(self):
                pass
        Late()
        self.wait(0.1)
