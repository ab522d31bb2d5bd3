# attack: K-03
# what: Make a user namespace with clone3, whose arguments no filter can see.
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
        arguments = (ctypes.c_uint64 * 11)(0x10000000)
        if libc.syscall(435, ctypes.byref(arguments), 88) >= 0:
            reached("a user namespace")
        raise OSError(ctypes.get_errno(), "clone3")
        self.wait(0.1)
