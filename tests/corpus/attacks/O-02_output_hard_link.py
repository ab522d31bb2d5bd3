# attack: O-02
# what: Answer with another name of an installed file.
# layer: collector
# static: rejected
# class: OUTPUT_INVALID OUTPUT_MISSING CODE_ERROR
# error: OSError, PermissionError
import os
import time

from manim import *


def finish():
    answer = '{"type":"rendered","file":"chunk.mp4","poster":"poster.jpg","preview":null}'
    for number in range(3, 64):
        try:
            os.write(number, answer.encode() + b"\n")
        except OSError:
            continue
    time.sleep(5)


class Attack(Scene):
    def construct(self):
        os.link("/opt/packages/manim/__init__.py", "/job/out/chunk.mp4")
        finish()
