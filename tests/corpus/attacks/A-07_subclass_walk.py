# attack: A-07
# what: Walk from a tuple to a class that knows os.
# layer: static check; no shell
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for found in ().__class__.__bases__[0].__subclasses__():
            if found.__name__ == "_wrap_close":
                if found.__init__.__globals__["system"]("true") == 0:
                    reached("a shell")
        self.wait(0.1)
