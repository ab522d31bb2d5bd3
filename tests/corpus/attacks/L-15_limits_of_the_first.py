# attack: L-15
# what: Take processor time, descriptors and memory from the first process.
# layer: system call filter
# static: rejected
# class: CODE_ERROR
# error: PermissionError, OSError
import os
import resource

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        changed = []
        for who in (1, os.getppid()):
            for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_CPU):
                try:
                    resource.prlimit(who, kind, (0, 0))
                    changed.append(who)
                except OSError:
                    pass
        if changed:
            reached("limits of another process")
        raise PermissionError(1, "refused")
        self.wait(0.1)
