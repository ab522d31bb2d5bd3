# attack: K-35
# what: Lock files that others share, without the call that locks whole files.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import fcntl
import os
import struct

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        path = next(p for p in ("/usr/lib/python3.11/os.py", os.__file__, "/etc/fonts/fonts.conf") if os.path.exists(p))
        with open(path, "rb") as file:
            for order, lock in ((6, 0), (37, 0), (1024, 0)):
                try:
                    fcntl.fcntl(file, order, struct.pack("hhqqi4x", lock, 0, 0, 0, 0) if order != 1024 else 0)
                    reached(f"a lock by order {order}")
                except OSError:
                    pass
        raise PermissionError(1, "refused")
        self.wait(0.1)
