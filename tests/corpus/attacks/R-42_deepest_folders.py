# attack: R-42
# what: Make a folder in a folder until no more can be made.
# layer: bounded scratch
# static: rejected
# class: LIMIT_DISK
import os

from manim import *


class Attack(Scene):
    def construct(self):
        os.chdir("/tmp")
        while True:
            os.mkdir("d" * 255)
            os.chdir("d" * 255)
        self.wait(0.1)
