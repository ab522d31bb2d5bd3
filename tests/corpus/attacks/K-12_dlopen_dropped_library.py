# attack: K-12
# what: Write a library and load it.
# layer: scratch is not executable
# static: rejected
# class: CODE_ERROR
# error: OSError
import ctypes
import glob

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        source = (glob.glob("/usr/lib/*/libz.so*") + glob.glob("/usr/lib/*/libm.so*"))[0]
        open("/job/tmp/evil.so", "wb").write(open(source, "rb").read())
        ctypes.CDLL("/job/tmp/evil.so")
        reached("a library")
        self.wait(0.1)
