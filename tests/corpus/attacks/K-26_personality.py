# attack: K-26
# what: Switch off the randomness of addresses.
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
        if libc.personality(0x0040000) != -1:
            reached("personality")
        raise OSError(ctypes.get_errno(), "personality")
        self.wait(0.1)
