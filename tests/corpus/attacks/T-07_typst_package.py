# attack: T-07
# what: Fetch a package from Typst.
# layer: network namespace
# static: rejected
# class: CODE_ERROR TEX_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Typst('#import "@preview/cetz:0.2.2"\n x'))
        self.wait(0.1)
