# attack: L-06
# what: Kill every process that can be seen.
# layer: process namespace
# static: rejected
# class: OUTPUT_MISSING
import os
import signal

from manim import *


class Attack(Scene):
    def construct(self):
        os.kill(-1, signal.SIGKILL)
        os.kill(1, signal.SIGKILL)
        os.kill(os.getppid(), signal.SIGKILL)
        self.wait(0.1)
