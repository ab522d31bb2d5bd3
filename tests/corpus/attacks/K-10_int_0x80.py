# attack: K-10
# what: Make a 32-bit call from machine code.
# layer: system call filter
# static: rejected
# class: OUTPUT_MISSING CODE_ERROR
# error: SystemCallRefused
import ctypes
import mmap

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(bytes.fromhex("b814000000cd80c3"))
        place = ctypes.addressof(ctypes.c_char.from_buffer(code))
        if ctypes.CFUNCTYPE(ctypes.c_int)(place)() > 0:
            reached("a 32-bit call")
        raise OSError(1, "refused")
        self.wait(0.1)
