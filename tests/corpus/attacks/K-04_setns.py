# attack: K-04
# what: Join another namespace.
# layer: system call filter; no /proc
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(0, 0) == 0:
            reached("a namespace")
        raise OSError(ctypes.get_errno(), "setns")
        self.wait(0.1)
