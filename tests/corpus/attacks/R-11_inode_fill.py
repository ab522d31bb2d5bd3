# attack: R-11
# what: Make empty files until no more can be made.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        number = 0
        while True:
            number += 1
            open(f"/tmp/{number}", "w").close()
        self.wait(0.1)
