# attack: R-19
# what: Sleep for ever.
# layer: deadline
# static: rejected
# class: RENDER_TIMEOUT
import time

from manim import *


class Attack(Scene):
    def construct(self):
        time.sleep(10**6)
        self.wait(0.1)
