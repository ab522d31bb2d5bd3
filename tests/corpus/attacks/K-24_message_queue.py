# attack: K-24
# what: Leave something in a message queue for the next job.
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
        made = libc.syscall(240, b"queue", 66, 0o600, None)
        if made >= 0 or ctypes.get_errno() not in {1, 38}:
            reached("a queue")
        raise OSError(ctypes.get_errno(), "mq_open")
        self.wait(0.1)
