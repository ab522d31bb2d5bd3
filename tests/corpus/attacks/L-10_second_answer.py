# attack: L-10
# what: Send the last word oneself, before there is a film.
# layer: messages are believed for nothing
# static: rejected
# class: OUTPUT_MISSING OUTPUT_INVALID CODE_ERROR
import os

from manim import *


class Attack(Scene):
    def construct(self):
        line = b'{"type":"rendered","file":"chunk.mp4","poster":"poster.jpg","preview":null,"durationInFrames":10,"fps":15,"width":854,"height":480,"hasAudio":false,"sections":[],"plays":[],"reusedChunks":0,"drawnChunks":1,"seconds":1}\n'
        for number in range(3, 64):
            try:
                os.write(number, line)
            except OSError:
                continue
        os._exit(0)
        self.wait(0.1)
