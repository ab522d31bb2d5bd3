# attack: O-05
# what: Answer with a pipe that blocks its reader.
# layer: collector; system call filter
# static: rejected
# class: OUTPUT_INVALID OUTPUT_MISSING CODE_ERROR
# error: PermissionError, OSError
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
        os.mkfifo("/job/out/chunk.mp4")
        finish()
