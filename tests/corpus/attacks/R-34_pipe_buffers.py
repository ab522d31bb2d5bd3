# attack: R-34
# what: Hold kernel memory in pipes.
# layer: resource limits
# static: rejected
# class: CODE_ERROR LIMIT_MEMORY
# error: OSError
import fcntl
import os

from manim import *


class Attack(Scene):
    def construct(self):
        while True:
            r, w = os.pipe()
            os.set_blocking(w, False)
            try:
                fcntl.fcntl(w, 1031, 1 << 20)
            except OSError:
                pass
            try:
                os.write(w, bytes(1 << 20))
            except BlockingIOError:
                pass
        self.wait(0.1)
