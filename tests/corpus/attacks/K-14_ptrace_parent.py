# attack: K-14
# what: Take hold of another process.
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
        if libc.ptrace(16, os.getppid(), 0, 0) == 0:
            reached("the parent")
        raise OSError(ctypes.get_errno(), "ptrace")
        self.wait(0.1)
