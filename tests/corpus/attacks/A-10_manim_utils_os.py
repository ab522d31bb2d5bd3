# attack: A-10
# what: Reach os through a manim module that the star import brings.
# layer: static check; no shell
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        import manim
        if manim.utils.file_ops.os.system("true") == 0:
            reached("a shell")
        self.wait(0.1)
