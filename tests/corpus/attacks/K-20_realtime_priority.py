# attack: K-20
# what: Take the processors for oneself.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
        reached("priority")
        self.wait(0.1)
