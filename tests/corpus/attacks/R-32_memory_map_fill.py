# attack: R-32
# what: Fill the memory with anonymous maps.
# layer: control group
# static: rejected
# class: LIMIT_MEMORY
import mmap

from manim import *


class Attack(Scene):
    def construct(self):
        held = []
        while True:
            area = mmap.mmap(-1, 64 * 1024**2)
            for place in range(0, len(area), 4096):
                area[place] = 1
            held.append(area)
        self.wait(0.1)
