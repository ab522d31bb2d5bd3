# attack: R-03
# what: Fill the memory by many small processes.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import os
import time

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for _ in range(24):
            if os.fork() == 0:
                held = bytearray(100 * 1024**2)
                for place in range(0, len(held), 4096):
                    held[place] = 1
                time.sleep(60)
                os._exit(0)
        time.sleep(20)
        reached("all of it")
        self.wait(0.1)
