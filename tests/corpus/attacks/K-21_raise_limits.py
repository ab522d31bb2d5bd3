# attack: K-21
# what: Raise one's own limits.
# layer: resource limits
# static: rejected
# class: CODE_ERROR
# error: ValueError, PermissionError, OSError
import resource

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20))
        reached("limits")
        self.wait(0.1)
