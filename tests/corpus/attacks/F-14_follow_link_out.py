# attack: F-14
# what: Follow a link that leaves the folder.
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
        os.symlink("@SECRET_FILE@", "/job/tmp/link")
        reached(open("/job/tmp/link").read())
        self.wait(0.1)
