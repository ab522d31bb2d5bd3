# attack: K-08
# what: Push letters into somebody's terminal.
# layer: system call filter; new session
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
        for request in (0x5412, 0x541C, 0x5412 | (1 << 32), 0x541C | (1 << 40)):
            ctypes.set_errno(0)
            libc.syscall(16, ctypes.c_long(0), ctypes.c_ulong(request), ctypes.c_char_p(b"x"))
            if ctypes.get_errno() not in {1, 38}:
                reached(f"{request} {ctypes.get_errno()}")
        raise OSError(1, "refused")
        self.wait(0.1)
