# attack: A-23
# what: Read a class through a pattern.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        match ():
            case object(__class__=found):
                if found is not tuple:
                    reached("nothing")
        self.wait(0.1)
