# attack: R-41
# what: Leave hundreds of orphans that have ended.
# layer: first process of the box
# static: rejected
# class: RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for _ in range(120):
            child = os.fork()
            if child == 0:
                os.fork()
                os._exit(0)
            os.waitpid(child, 0)
        self.wait(0.1)
