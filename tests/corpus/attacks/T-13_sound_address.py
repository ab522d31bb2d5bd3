# attack: T-13
# what: Play an address.
# layer: mount view; network namespace
# static: rejected
# class: CODE_ERROR
# error: OSError, FileNotFoundError, InvalidDataError, ValueError

from manim import *


class Attack(Scene):
    def construct(self):
        self.add_sound("http://127.0.0.1:@TCP_PORT@/x.wav")
        self.wait(0.1)
