# attack: K-07
# what: Reach calls with a history of holes: bpf, perf, userfaultfd, io_uring, handles.
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
        calls = (321, 298, 323, 425, 426, 427, 304, 303, 310, 311, 312, 101, 135, 172, 173, 212, 246, 320, 175, 313, 176, 169, 167, 170, 171, 227, 159, 305, 164, 440, 462)
        for number in calls:
            ctypes.set_errno(0)
            result = libc.syscall(number, -1, -1, -1, -1, -1, -1)
            if result != -1 or ctypes.get_errno() not in {1, 38}:
                reached(f"{number} {result} {ctypes.get_errno()}")
        raise OSError(1, "refused")
        self.wait(0.1)
