# attack: R-37
# what: Fill the memory by many small programs that are no copies.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import os
import sys
import time

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        code = "import time\nheld = bytearray(20 << 20)\nfor p in range(0, len(held), 4096): held[p] = 1\ntime.sleep(60)"
        for _ in range(48):
            if os.fork() == 0:
                os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", code])
        time.sleep(30)
        reached("all of it")
        self.wait(0.1)
