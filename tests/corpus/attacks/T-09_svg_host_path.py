# attack: T-09
# what: Draw a host file.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError, ParseError

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(SVGMobject("/etc/passwd"))
        self.wait(0.1)
