# attack: O-11
# what: Answer with a script that names other files.
# layer: probe, demuxer fixed
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
        open("/job/out/chunk.mp4", "w").write("ffconcat version 1.0\nfile 'http://127.0.0.1:@TCP_PORT@/x.mp4'\n")
        finish()
