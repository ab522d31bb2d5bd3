# attack: A-49
# what: Code that waits for being the main module.
# layer: fixed entry point
# static: accepted
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        self.wait(0.1)


if __name__ == "__main__":
    import os
    os.system("true")
