# attack: K-30
# what: Clone a mount tree and move it over the own one.
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
        tree = call(428, -100, b"/", 1)
        if tree >= 0 or call(430, b"tmpfs", 0) >= 0:
            reached("a mount tree")
        raise PermissionError(errno.EPERM, "refused")
