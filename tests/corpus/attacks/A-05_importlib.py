# attack: A-05
# what: Import with importlib.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import importlib

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(importlib.import_module("pathlib").Path("@SECRET_FILE@").read_text())
        self.wait(0.1)
