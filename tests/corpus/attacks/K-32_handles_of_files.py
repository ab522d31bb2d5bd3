# attack: K-32
# what: Open a file by its number instead of its name.
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
        room = ctypes.create_string_buffer(256)
        if call(304, -100, room, 0) >= 0:
            reached("a file by its handle")
        raise PermissionError(errno.EPERM, "refused")
