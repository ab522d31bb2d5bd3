# attack: A-29
# what: Read a host file with pathlib.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
from pathlib import Path

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        reached(Path("@SECRET_FILE@").read_text())
        self.wait(0.1)
