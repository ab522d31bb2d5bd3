# attack: T-10
# what: Show a host file.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError

from manim import *


class Attack(Scene):
    def construct(self):
        self.add(ImageMobject("../../../../etc/shadow"))
        self.wait(0.1)
