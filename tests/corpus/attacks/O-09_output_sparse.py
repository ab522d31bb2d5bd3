# attack: O-09
# what: Answer with a file that is mostly hole.
# layer: collector
# static: rejected
# class: OUTPUT_INVALID
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
        with open("/job/out/chunk.mp4", "wb") as file:
            file.truncate(20 * 1024**2)
        finish()
