# attack: K-31
# what: Load a program into the kernel, or count its events.
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
        room = ctypes.create_string_buffer(128)
        if call(321, 0, room, 128) >= 0 or call(298, room, 0, -1, -1, 0) >= 0:
            reached("the kernel's own machines")
        raise PermissionError(errno.EPERM, "refused")
