# -*- coding: utf-7 -*-
# attack: A-41
# what: Hide code in a comment behind an encoding cookie.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: SyntaxError, FileNotFoundError

from manim import *


class Attack(Scene):
    def construct(self):
        # harmless +AAo-        open("@SECRET_FILE@")
        self.wait(0.1)
