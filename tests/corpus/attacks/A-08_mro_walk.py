# attack: A-08
# what: Walk by the method resolution order.
# layer: static check; no shell
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        for found in str.mro()[-1].__subclasses__():
            if found.__name__ == "Popen":
                try:
                    found(["/bin/sh", "-c", "true"])
                    reached("a shell")
                except FileNotFoundError:
                    pass
        self.wait(0.1)
