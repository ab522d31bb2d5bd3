# attack: F-11
# what: Read host paths from the mount table.
# layer: no /proc
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for path in ("/proc/self/mountinfo", "/proc/mounts", "/proc/self/cgroup", "/proc/self/maps"):
            try:
                held = open(path).read()
            except OSError:
                continue
            if "@HOST_PATH@" in held:
                reached(path)
        self.wait(0.1)
