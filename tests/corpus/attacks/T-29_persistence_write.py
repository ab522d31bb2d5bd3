# attack: T-29
# what: Leave something for the next job.
# layer: one tmpfs a job
# static: rejected
# class: RENDERED
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for folder in ("/tmp", "/job/work", "/job/cache", "/dev/shm", "/job/out"):
            open(folder + "/left-behind", "w").write("x")
        self.wait(0.1)
