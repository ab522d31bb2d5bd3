# attack: A-17
# what: Build an attribute name for getattr.
# layer: static check; no shell
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        name = "_" * 2 + "class" + "_" * 2
        kind = getattr((), name)
        if getattr(kind, "mro")()[-1] is not object:
            reached("nothing")
        self.wait(0.1)
