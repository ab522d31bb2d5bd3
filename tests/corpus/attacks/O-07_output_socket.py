# attack: O-07
# what: Answer with a socket of that name.
# layer: collector
# static: rejected
# class: OUTPUT_INVALID
import os
import socket
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
        held = socket.socket(socket.AF_UNIX)
        held.bind("/job/out/chunk.mp4")
        finish()
