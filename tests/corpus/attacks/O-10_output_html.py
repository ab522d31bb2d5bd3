# attack: O-10
# what: Answer with a page in a film's clothes.
# layer: probe
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
        open("/job/out/chunk.mp4", "w").write("<html><script>alert(1)</script></html>" * 50)
        finish()
