# attack: A-21
# what: Climb out of a coroutine's frame.
# layer: static check; mount view
# static: rejected
# class: CODE_ERROR
# error: AttributeError, FileNotFoundError

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        async def climb():
            pass
        made = climb()
        frame = made.cr_frame
        made.close()
        reached(frame.f_builtins["open"]("@SECRET_FILE@").read())
        self.wait(0.1)
