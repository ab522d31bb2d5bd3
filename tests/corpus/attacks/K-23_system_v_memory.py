# attack: K-23
# what: Leave something in System V memory for the next job.
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
        if libc.shmget(4242, 4096, 0o1666) >= 0:
            reached("shared memory")
        raise OSError(ctypes.get_errno(), "shmget")
        self.wait(0.1)
