# attack: T-01
# what: Run a program from TeX.
# layer: TeX absent or confined
# static: rejected
# class: TEX_ERROR CODE_ERROR RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Tex(r"\immediate\write18{touch /job/out/owned}x"))
        self.wait(0.1)
