# attack: R-43
# what: Give one file names until no more can be given.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK
import os

from manim import *


class Attack(Scene):
    def construct(self):
        open("/tmp/x", "w").close()
        number = 0
        while True:
            number += 1
            os.link("/tmp/x", f"/tmp/{number:0250d}")
        self.wait(0.1)
