# attack: A-24
# what: Have typing evaluate a string.
# layer: static check; no shell
# static: rejected
# class: RENDERED

from manim import *


def reached(what):
    raise AssertionError(f"REACHED {what}")


class Attack(Scene):
    def construct(self):
        import typing
        class Holder:
            field: "__import__('os').system('false')"
        if typing.get_type_hints(Holder)["field"] == 0:
            reached("a shell")
        self.wait(0.1)
