# attack: F-03
# what: List home folders and their keys.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, PermissionError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        found = [p for p in ("/root", "/home", "/root/.ssh", "/root/.aws", "/root/.docker") if os.path.exists(p) and os.listdir(p)]
        if found:
            reached(found)
        raise FileNotFoundError("none")
        self.wait(0.1)
