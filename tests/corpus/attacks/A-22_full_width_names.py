# attack: A-22
# what: Spell a refused name with full-width letters.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        ｅｖａｌ("open('@SECRET_FILE@').read()")
        reached("the secret")
        self.wait(0.1)
