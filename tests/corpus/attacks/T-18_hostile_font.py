# attack: T-18
# what: Register noise as a font.
# layer: static check; one process tree a job
# static: rejected
# class: CODE_ERROR RENDERED OUTPUT_MISSING
import manimpango
import os

from manim import *


class Attack(Scene):
    def construct(self):
        open("/job/work/x.ttf", "wb").write(b"\0\1\0\0" + os.urandom(10_000))
        try:
            manimpango.register_font("/job/work/x.ttf")
        except Exception:
            pass
        self.add(Text("x", font="x"))
        self.wait(0.1)
