# attack: A-12
# what: Reach ctypes through numpy and mount a file system.
# layer: static check; system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError, AttributeError
import numpy as np

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = np.ctypeslib.ctypes.CDLL(None, use_errno=True)
        if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
            reached("mount")
        raise OSError(np.ctypeslib.ctypes.get_errno(), "mount")
        self.wait(0.1)
