# attack: L-11
# what: Send words that no reader should trip over.
# layer: messages are believed for nothing
# static: rejected
# class: OUTPUT_MISSING CODE_ERROR RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        lines = [b"\xff\xfe\n", b"[" * 5000 + b"\n", b'{"type":{}}\n', b'{"type":"progress","stage":[],"done":1e999}\n', b"null\n", b'{"type":"rejected","class":[],"error":7}\n']
        for number in range(3, 64):
            for line in lines:
                try:
                    os.write(number, line)
                except OSError:
                    break
        os._exit(1)
        self.wait(0.1)
