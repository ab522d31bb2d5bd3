# attack: L-01
# what: Leave a process behind that has its own session.
# layer: process namespace; control group
# static: rejected
# class: RENDERED
import os
import time

from manim import *


class Attack(Scene):
    def construct(self):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(300)
            os._exit(0)
        self.wait(0.2)
