# attack: T-30
# what: Find what the job before has left.
# layer: one tmpfs a job
# static: accepted
# class: RENDERED
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for folder in ("/tmp", "/job/work", "/dev/shm", "/job/out"):
            if os.path.exists(folder + "/left-behind"):
                reached(folder)
        self.wait(0.1)
