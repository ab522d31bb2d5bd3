# attack: A-02
# what: Import a name from subprocess and start a program.
# layer: static check; no program to start
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
from subprocess import run

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        run(["/bin/ls", "/"], check=True)
        reached("a program")
        self.wait(0.1)
