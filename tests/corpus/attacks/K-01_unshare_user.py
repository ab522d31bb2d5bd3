# attack: K-01
# what: Make a user namespace inside.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(0x10000000) == 0:
            reached("a user namespace")
        raise OSError(ctypes.get_errno(), "unshare")
        self.wait(0.1)
