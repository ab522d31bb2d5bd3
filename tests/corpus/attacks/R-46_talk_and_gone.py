# attack: R-46
# what: Say too much in one breath and end.
# layer: output caps
# static: rejected
# class: LIMIT_OUTPUT
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for _ in range(40):
            os.write(2, b"x" * 65536)
        os.kill(os.getppid(), 9)
        os._exit(0)
        self.wait(0.1)
