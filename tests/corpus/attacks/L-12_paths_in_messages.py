# attack: L-12
# what: Put host paths and control characters into an error.
# layer: messages are cleaned
# static: rejected
# class: CODE_ERROR
# error: ValueError

from manim import *


class Attack(Scene):
    def construct(self):
        raise ValueError("/root/.ssh/id_rsa \x1b[31m /etc/passwd \x00 " + "x" * 10_000)
        self.wait(0.1)
