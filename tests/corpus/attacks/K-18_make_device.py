# attack: K-18
# what: Make a device file.
# layer: system call filter; no capabilities
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        os.mknod("/job/tmp/disk", 0o60600, os.makedev(254, 0))
        reached("a device")
        self.wait(0.1)
