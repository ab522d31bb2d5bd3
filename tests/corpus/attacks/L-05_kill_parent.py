# attack: L-05
# what: Kill the renderer that waits for the answer.
# layer: verdict
# static: rejected
# class: OUTPUT_MISSING
import os
import signal

from manim import *


class Attack(Scene):
    def construct(self):
        os.kill(os.getppid(), signal.SIGKILL)
        self.wait(0.2)
