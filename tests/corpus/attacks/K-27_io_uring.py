# attack: K-27
# what: Reach files and sockets through a ring that no filter sees.
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
        if call(425, 8, ctypes.create_string_buffer(256)) >= 0:
            reached("a ring")
        raise PermissionError(errno.EPERM, "refused")
