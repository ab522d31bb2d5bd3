# attack: K-36
# what: Move memory and processes of others about.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import ctypes
import errno
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


libc = ctypes.CDLL(None, use_errno=True)


class Attack(Scene):
    def construct(self):
        worked = []
        for number, words in ((256, (1, 2, None, None)), (279, (1, 0, None, None, None, 0)), (237, (0, 0, 0, 0, 0, 0)), (238, (0, None, 0)), (251, (1, 1, 0)),
            (314, (1, None, 0)), (203, (1, 8, ctypes.byref(ctypes.c_ulong(1)))), (141, (0, 1, 19)), (141, (2, 0, 19)), (302, (1, 6, None, None))):
            ctypes.set_errno(0)
            if libc.syscall(number, *words) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
                worked.append(number)
        if worked:
            reached(worked)
        raise PermissionError(errno.EPERM, "refused")
        self.wait(0.1)
