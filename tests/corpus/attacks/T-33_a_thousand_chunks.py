# attack: T-33
# what: Leave more chunks than the next box has room for.
# layer: chunks are copies
# static: rejected
# class: RENDERED LIMIT_DISK
import os

from manim import *


class Attack(Scene):
    def construct(self):
        os.makedirs("/job/cache/chunks", exist_ok=True)
        for number in range(1900):
            with open(f"/job/cache/chunks/{number:064d}.chunk", "w") as file:
                file.write("p")
        self.wait(0.1)
