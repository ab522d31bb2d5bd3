# attack: F-02
# what: Read files that name the machine and its users.
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
        found = [p for p in ("/etc/passwd", "/etc/hostname", "/etc/resolv.conf", "/etc/machine-id", "/etc/hosts") if os.path.exists(p)]
        if found:
            reached(found)
        raise FileNotFoundError("none")
        self.wait(0.1)
