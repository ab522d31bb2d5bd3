# attack: F-16
# what: Start a program that is someone else's by its set-user bit.
# layer: mount view; no new privileges
# static: rejected
# class: CODE_ERROR OUTPUT_MISSING
# error: FileNotFoundError, PermissionError, OSError
import os

from manim import *


class Attack(Scene):
    def construct(self):
        last = FileNotFoundError("none")
        for path in ("/usr/bin/su", "/usr/bin/sudo", "/bin/mount", "/usr/bin/passwd", "/usr/bin/bwrap"):
            try:
                os.execv(path, [path])
            except OSError as error:
                last = error
        raise last
        self.wait(0.1)
