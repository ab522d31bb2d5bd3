# attack: T-28
# what: Replace the function that writes the answer.
# layer: messages are believed for nothing
# static: rejected
# class: OUTPUT_MISSING CODE_ERROR RENDERED
import json

from manim import *


class Attack(Scene):
    def construct(self):
        json.dumps = lambda *a, **k: '{"type":"rendered","file":"../../etc/passwd"}'
        self.wait(0.1)
