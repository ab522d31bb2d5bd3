# attack: T-12
# what: Play a host file.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError, InvalidDataError

from manim import *


class Attack(Scene):
    def construct(self):
        self.add_sound("/etc/passwd")
        self.wait(0.1)
