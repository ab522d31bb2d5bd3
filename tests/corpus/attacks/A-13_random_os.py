# attack: A-13
# what: Reach os through a private name of random.
# layer: static check; no shell
# static: rejected
# class: RENDERED
import random

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        if random._os.system("true") == 0:
            reached("a shell")
        self.wait(0.1)
