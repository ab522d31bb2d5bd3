# attack: A-25
# what: Smuggle code through a generated class.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: TypeError, SyntaxError, FileNotFoundError, NameError
import dataclasses

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        dataclasses.make_dataclass("X", [("a", "int", dataclasses.field(default_factory=lambda: open("@SECRET_FILE@").read()))])()
        reached("the secret")
        self.wait(0.1)
