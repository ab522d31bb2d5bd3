# attack: T-02
# what: Read a host file from TeX.
# layer: TeX absent or confined
# static: rejected
# class: TEX_ERROR CODE_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Tex(r"\input{/etc/passwd}"))
        self.wait(0.1)
