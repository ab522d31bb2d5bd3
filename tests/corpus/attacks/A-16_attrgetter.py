# attack: A-16
# what: Build attribute names and look them up with operator.
# layer: static check; no shell
# static: rejected
# class: RENDERED
import operator

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        walk = operator.attrgetter("__class__." + "__base__")
        found = [c for c in walk(()).__subclasses__() if c.__name__ == "_wrap_close"]
        if found and found[0].__init__.__globals__["system"]("true") == 0:
            reached("a shell")
        self.wait(0.1)
