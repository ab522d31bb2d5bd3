# attack: K-22
# what: Signal every process that can be named.
# layer: process namespace
# static: rejected
# class: RENDERED
import os
import signal

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for number in range(200, 6000):
            try:
                os.kill(number, signal.SIGKILL)
                reached(number)
            except ProcessLookupError:
                continue
        self.wait(0.1)
