# attack: L-07
# what: Keep the pipes open in a process that outlives the scene.
# layer: supervision by the last word
# static: rejected
# class: RENDERED OUTPUT_MISSING
import os
import time

from manim import *


class Attack(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            time.sleep(300)
            os._exit(0)
        self.wait(0.1)
