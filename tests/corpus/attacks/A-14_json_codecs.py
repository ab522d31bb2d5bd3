# attack: A-14
# what: Open a file through a module that json imports.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import json

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(json.codecs.open("@SECRET_FILE@").read())
        self.wait(0.1)
