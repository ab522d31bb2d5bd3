# attack: T-03
# what: Write a file from TeX.
# layer: TeX absent or confined
# static: rejected
# class: TEX_ERROR CODE_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Tex(r"\newwrite\w\immediate\openout\w=/job/cache/deadbeefdeadbeef.svg\immediate\write\w{x}"))
        self.wait(0.1)
