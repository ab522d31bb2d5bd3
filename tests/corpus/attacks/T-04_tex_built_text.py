# attack: T-04
# what: Put the TeX command together so that no check can see it.
# layer: TeX absent or confined
# static: accepted
# class: TEX_ERROR CODE_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Tex("\\inp" + "ut{/e" + "tc/passwd}"))
        self.wait(0.1)
