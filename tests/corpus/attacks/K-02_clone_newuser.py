# attack: K-02
# what: Make a user namespace with clone.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import ctypes
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        child = libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0)
        if child == 0:
            os._exit(0)
        if child > 0:
            reached("a user namespace")
        raise OSError(ctypes.get_errno(), "clone")
        self.wait(0.1)
