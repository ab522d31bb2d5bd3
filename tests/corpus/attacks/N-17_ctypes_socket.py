# attack: N-17
# what: Make the socket call with the upper half of its argument set.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        made = libc.syscall(ctypes.c_long(41), ctypes.c_long((1 << 32) | 2), ctypes.c_long(1), ctypes.c_long(0))
        if made >= 0:
            reached("a socket")
        raise OSError(ctypes.get_errno(), "socket")
        self.wait(0.1)
