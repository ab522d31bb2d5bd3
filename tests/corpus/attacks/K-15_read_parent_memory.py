# attack: K-15
# what: Read another process's memory.
# layer: system call filter; no /proc
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError, FileNotFoundError
import ctypes
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.syscall(310, os.getppid(), 0, 0, 0, 0, 0) >= 0:
            reached("the parent's memory")
        raise OSError(ctypes.get_errno(), "process_vm_readv")
        self.wait(0.1)
