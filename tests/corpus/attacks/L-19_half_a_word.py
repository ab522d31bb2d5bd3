# attack: L-19
# what: Leave half a last word and hold the pipe.
# layer: supervision from outside
# static: rejected
# class: RENDER_TIMEOUT
import os
import sys
import time

from manim import *


class Attack(Scene):
    def construct(self):
        for number in range(3, 64):
            try:
                os.write(number, b'{"type":"rendered","file":"chunk.mp4"')
            except OSError:
                pass
        while True:
            time.sleep(1)
        self.wait(0.1)
