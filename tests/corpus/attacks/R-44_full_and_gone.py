# attack: R-44
# what: Fill scratch, hide the error behind another and end at once.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK
import os
import sys
import time

from manim import *


class Attack(Scene):
    def construct(self):
        try:
            with open("/tmp/x", "wb", buffering=0) as file:
                while file.write(bytes(1 << 20)):
                    pass
        except OSError:
            try:
                while True:
                    with open(f"/tmp/{os.getpid()}-{time.monotonic_ns()}", "wb", buffering=0) as file:
                        while file.write(bytes(1 << 18)):
                            pass
            except OSError:
                pass
        raise RuntimeError("something else")
        self.wait(0.1)
