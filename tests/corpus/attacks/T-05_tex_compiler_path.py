# attack: T-05
# what: Name a program as the TeX compiler.
# layer: no program to start
# static: rejected
# class: CODE_ERROR TEX_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Tex("x", tex_template=TexTemplate(tex_compiler="/job/out/x")))
        self.wait(0.1)
