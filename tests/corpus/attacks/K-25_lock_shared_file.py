# attack: K-25
# what: Signal another tenant by a lock on a shared file.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: OSError
import fcntl

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        fcntl.flock(open("/opt/packages/manim/__init__.py"), fcntl.LOCK_EX | fcntl.LOCK_NB)
        reached("a lock")
        self.wait(0.1)
