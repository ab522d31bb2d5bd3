# attack: R-10
# what: Fill shared memory.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        number = 0
        while True:
            number += 1
            with open(f"/dev/shm/{number}", "wb") as file:
                file.write(bytes(1 << 20))
        self.wait(0.1)
