# attack: R-40
# what: Spend memory on page tables only.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import ctypes

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        libc = ctypes.CDLL(None)
        libc.mmap.restype = ctypes.c_void_p
        libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
        libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        size = 1 << 40
        base = libc.mmap(None, size, 1, 0x4022, -1, 0)
        libc.madvise(base, size, 15)
        for at in range(0, size, 1 << 21):
            ctypes.c_char.from_address(base + at).value
        reached("all of it")
        self.wait(0.1)
