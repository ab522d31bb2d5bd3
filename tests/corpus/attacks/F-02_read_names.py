# attack: F-02
# what: Read files that name the machine.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
import os

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        found = [p for p in ("/etc/hostname", "/etc/machine-id", "/etc/hosts", "/etc/passwd") if os.path.exists(p) and "@HOSTNAME@" in open(p).read().split()]
        if found:
            reached(found)
        raise FileNotFoundError("none")
        self.wait(0.1)
