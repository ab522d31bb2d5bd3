# attack: A-03
# what: Hide an import inside a function and a try.
# layer: static check; no program to start
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        try:
            import subprocess as harmless
        except ImportError:
            harmless = None
        harmless.check_output(["sh", "-c", "id"])
        reached("a shell")
        self.wait(0.1)
