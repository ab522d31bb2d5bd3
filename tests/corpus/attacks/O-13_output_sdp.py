# attack: O-13
# what: Answer with a session description.
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
        open("/job/out/chunk.mp4", "w").write("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video @TCP_PORT@ RTP/AVP 96\na=rtpmap:96 H264/90000\n")
        finish()
