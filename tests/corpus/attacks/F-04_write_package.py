# attack: F-04
# what: Write into an installed package.
# layer: read-only view
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        open("/opt/packages/manim/__init__.py", "a").write("#")
        reached("the package")
        self.wait(0.1)
