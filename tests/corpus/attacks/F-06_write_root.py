# attack: F-06
# what: Write to places that belong to the system.
# layer: read-only view
# static: rejected
# class: CODE_ERROR
# error: OSError, PermissionError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        last = None
        for path in ("/x", "/usr/x", "/dev/x", "/etc/x", "/opt/x", "/usr/lib/x", "/lib/x"):
            try:
                open(path, "w").write("x")
                reached(path)
            except OSError as error:
                last = error
        raise last
        self.wait(0.1)
