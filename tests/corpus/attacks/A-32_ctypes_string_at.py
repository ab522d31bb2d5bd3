# attack: A-32
# what: Read memory at an address that is nobody's.
# layer: static check; one process tree a job
# static: rejected
# class: OUTPUT_MISSING
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        ctypes.string_at(1)
        reached("memory")
        self.wait(0.1)
