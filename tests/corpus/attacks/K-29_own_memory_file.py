# attack: K-29
# what: Write over code that may not be written through the file of the own memory.
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
        try:
            with open("/proc/self/mem", "r+b", buffering=0):
                reached("the memory file")
        except OSError:
            pass
        raise PermissionError(errno.EPERM, "refused")
