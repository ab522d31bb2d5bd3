# attack: K-33
# what: Take descriptors out of another process.
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
        import os

        held = call(434, os.getppid(), 0)
        if held >= 0 and call(438, held, 0, 0) >= 0:
            reached("another's descriptor")
        raise PermissionError(errno.EPERM, "refused")
