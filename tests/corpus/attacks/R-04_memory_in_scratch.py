# attack: R-04
# what: Fill memory and scratch together.
# layer: control group; bounded scratch
# static: rejected
# class: LIMIT_MEMORY LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        held = bytearray(200 * 1024**2)
        for place in range(0, len(held), 4096):
            held[place] = 1
        with open("/job/out/fill", "wb") as file:
            while True:
                file.write(bytes(1 << 20))
        self.wait(0.1)
