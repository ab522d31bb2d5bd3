# attack: F-07
# what: Look for a secret in the environment.
# layer: empty environment
# static: rejected
# class: RENDERED
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        if any("SECRET" in f"{k}={v}" for k, v in os.environ.items()):
            reached("a secret")
        self.wait(0.1)
