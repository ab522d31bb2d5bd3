# attack: K-28
# what: Stop the kernel in the middle of a copy.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import ctypes
import errno

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        call = ctypes.CDLL(None, use_errno=True).syscall
        if call(323, 0) >= 0:
            reached("page faults")
        raise PermissionError(errno.EPERM, "refused")
