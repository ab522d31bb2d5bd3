# attack: R-08
# what: Fill the output folder.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        with open("/job/out/fill", "wb") as file:
            while True:
                file.write(bytes(1 << 20))
        self.wait(0.1)
