# attack: T-08
# what: Compute for ever in Typst.
# layer: deadline
# static: accepted
# class: RENDERED CODE_ERROR TEX_ERROR RENDER_TIMEOUT LIMIT_MEMORY

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Typst("#let f(n) = if n < 2 { 1 } else { f(n - 1) + f(n - 2) }\n#f(60)"))
        self.wait(0.1)
