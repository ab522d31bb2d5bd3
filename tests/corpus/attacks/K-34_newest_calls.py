# attack: K-34
# what: Make every call that was added to the kernel lately.
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
        known = {424, 434, 436, 439, 441}
        worked = []
        for number in [*range(403, 600)]:
            if number in known:
                continue
            ctypes.set_errno(0)
            if libc.syscall(number, -1, -1, -1, -1, -1, -1) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
                if number not in (334,):
                    worked.append(number)
        if worked:
            reached(worked)
        raise PermissionError(errno.EPERM, "refused")
        self.wait(0.1)
