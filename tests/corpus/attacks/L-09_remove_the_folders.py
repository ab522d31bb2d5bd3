# attack: L-09
# what: Take the output folder away at the end.
# layer: collector
# static: rejected
# class: OUTPUT_MISSING OUTPUT_INVALID CODE_ERROR
# error: FileNotFoundError, OSError
import atexit
import os
import shutil

from manim import *


class Attack(Scene):
    def construct(self):
        shutil.rmtree("/job/out", ignore_errors=True)
        shutil.rmtree("/job/cache", ignore_errors=True)
        self.wait(0.1)
