# attack: A-19
# what: Climb out of a generator's frame.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: AttributeError, FileNotFoundError, KeyError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        def climb():
            yield generator.gi_frame.f_back.f_back
        generator = climb()
        frame = next(generator)
        reached(frame.f_builtins["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
