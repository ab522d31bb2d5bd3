# attack: F-05
# what: Leave a file that the next interpreter runs.
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
        for path in ("/opt/packages/evil.pth", "/opt/packages/sitecustomize.py", "/opt/programs/sitecustomize.py", "/opt/python/lib/evil.pth"):
            try:
                open(path, "w").write("import os")
                reached(path)
            except OSError as error:
                last = error
        raise last
        self.wait(0.1)
