# attack: A-36
# what: Run code while a class is made.
# layer: static check
# static: rejected
# class: RENDERED

from manim import *


class Attack(Scene):
    def construct(self):
        class Meta(type):
            def __new__(cls, name, bases, space):
                return super().__new__(cls, name, bases, space)
        class Made(metaclass=Meta):
            pass
        self.wait(0.1)
