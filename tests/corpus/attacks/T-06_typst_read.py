# attack: T-06
# what: Read a host file from Typst.
# layer: mount view
# static: rejected
# class: CODE_ERROR TEX_ERROR

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(Typst('#read("/etc/passwd")'))
        self.wait(0.1)
