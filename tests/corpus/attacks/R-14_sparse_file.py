# attack: R-14
# what: Make a file of ten terabytes that is all hole.
# layer: resource limits
# static: rejected
# class: LIMIT_DISK

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        with open("/job/out/sparse", "wb") as file:
            file.truncate(10 * 1024**4)
        reached("ten terabytes")
        self.wait(0.1)
