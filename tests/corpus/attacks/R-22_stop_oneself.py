# attack: R-22
# what: Stop every process of the group and wait.
# layer: deadline
# static: rejected
# class: RENDER_TIMEOUT
import os
import signal

from manim import *


class Attack(Scene):
    def construct(self):
        os.kill(0, signal.SIGSTOP)
        self.wait(0.1)
