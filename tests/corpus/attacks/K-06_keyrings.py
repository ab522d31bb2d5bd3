# attack: K-06
# what: Leave something in a kernel keyring for the next job.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None, use_errno=True)
        for number in (248, 249, 250):
            ctypes.set_errno(0)
            libc.syscall(number, b"user", b"name", b"value", 5, -3)
            if ctypes.get_errno() not in {1, 38}:
                reached(number)
        raise OSError(1, "refused")
        self.wait(0.1)
