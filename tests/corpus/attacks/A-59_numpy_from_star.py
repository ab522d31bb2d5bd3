# attack: A-59
# what: Read a pickle with the numpy that comes along with a star import.
# layer: static check
# static: rejected
# class: CODE_ERROR
# error: FileNotFoundError
from manim import *


class Attack(Scene):
    def construct(self):
        np.load("nothing.npy", allow_pickle=True)
        self.wait(0.1)
