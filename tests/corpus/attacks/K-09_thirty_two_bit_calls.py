# attack: K-09
# what: Make a call in the other architecture's numbers.
# layer: system call filter
# static: rejected
# class: OUTPUT_MISSING CODE_ERROR
# error: SystemCallRefused
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0) >= 0:
            reached("x32")
        raise OSError(ctypes.get_errno(), "x32")
        self.wait(0.1)
