# attack: R-20
# what: Ignore every signal that can be ignored, and turn.
# layer: deadline; kill, not ask
# static: rejected
# class: RENDER_TIMEOUT
import signal

from manim import *


class Attack(Scene):
    def construct(self):
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        while True:
            pass
        self.wait(0.1)
