# attack: T-31
# what: Leave chunks whose names are as long as they may be.
# layer: chunks are copies
# static: rejected
# class: RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for folder in ("a" * 64, "chunks", "_" * 64):
            os.makedirs("/job/cache/" + folder, exist_ok=True)
            for leaf in ("b" * 161, "b" * 155 + ".chunk", "b" * 255, "c" * 64 + ".chunk"):
                with open(f"/job/cache/{folder}/{leaf}", "w") as file:
                    file.write("poison")
        self.wait(0.1)
