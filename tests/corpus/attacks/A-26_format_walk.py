# attack: A-26
# what: Walk attributes inside a format string.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        class Holder:
            def method(self):
                pass
        text = "{0.method.__globals__}".format(Holder())
        if "@SECRET@" in text:
            reached("the secret")
        self.wait(0.1)
