# attack: A-30
# what: Read a host file through linecache.
# layer: static check; mount view
# static: rejected
# class: RENDERED
import linecache

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        if linecache.getlines("@SECRET_FILE@"):
            reached("the secret")
        self.wait(0.1)
