# attack: K-19
# what: Set the machine's clock.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import time

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        time.clock_settime(time.CLOCK_REALTIME, 0)
        reached("the clock")
        self.wait(0.1)
