# attack: F-01
# what: Read the password files.
# layer: mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError, PermissionError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(open("/etc/shadow").read())
        self.wait(0.1)
