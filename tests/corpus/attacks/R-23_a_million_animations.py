# attack: R-23
# what: Play without end.
# layer: deadline
# static: accepted
# class: RENDER_TIMEOUT LIMIT_MEMORY LIMIT_DISK

from manim import *


class Attack(Scene):
    def construct(self):
        dot = Dot()
        for number in range(10**6):
            self.play(dot.animate.shift(RIGHT * 0.01), run_time=0.1)
        self.wait(0.1)
