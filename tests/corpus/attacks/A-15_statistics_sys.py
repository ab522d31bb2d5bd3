# attack: A-15
# what: Reach the loaded modules through statistics.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import statistics

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(statistics.sys.modules["io"].open("@SECRET_FILE@").read())
        self.wait(0.1)
