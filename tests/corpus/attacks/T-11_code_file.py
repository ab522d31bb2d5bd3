# attack: T-11
# what: Type a host file out on the picture.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, OSError, PermissionError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        self.add(Code(code_file="@SECRET_FILE@"))
        self.wait(0.1)
        reached("the secret")
