# attack: F-09
# what: Leave by another process's root folder.
# layer: no /proc; mount view
# static: rejected
# class: RENDERED
import glob
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for path in glob.glob("/proc/*/root/root") + glob.glob("/proc/*/cwd/../../root"):
            try:
                if os.listdir(path):
                    reached(path)
            except OSError:
                continue
        self.wait(0.1)
