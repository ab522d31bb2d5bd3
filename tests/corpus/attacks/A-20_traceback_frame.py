# attack: A-20
# what: Climb out of a traceback's frame.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        try:
            1 / 0
        except ZeroDivisionError as error:
            frame = error.__traceback__.tb_frame
        reached(frame.f_builtins["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
