# attack: A-28
# what: Open a file through codecs.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import codecs

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(codecs.open("@SECRET_FILE@").read())
        self.wait(0.1)
