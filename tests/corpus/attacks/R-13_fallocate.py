# attack: R-13
# what: Reserve ten gigabytes at once.
# layer: resource limits; bounded scratch
# static: rejected
# class: LIMIT_DISK
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        fd = os.open("/job/out/big", os.O_RDWR | os.O_CREAT)
        os.posix_fallocate(fd, 0, 10 * 1024**3)
        reached("ten gigabytes")
        self.wait(0.1)
