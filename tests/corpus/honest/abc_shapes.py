from abc import ABC, abstractmethod
from enum import Enum, auto
from manim import *


class Kind(Enum):
    CIRCLE = auto()
    SQUARE = auto()


class Drawable(ABC):
    @abstractmethod
    def draw(self) -> Mobject:
        ...

    def __eq__(self, other):
        return self.__class__ == other.__class__

    def __hash__(self):
        return hash(self.__class__.__name__)


class Round(Drawable):
    kind = Kind.CIRCLE

    def draw(self):
        return Circle(color=BLUE, fill_opacity=0.4)


class Cornered(Drawable):
    kind = Kind.SQUARE

    def draw(self):
        return Square(color=RED, fill_opacity=0.4)


class Polymorphism(Scene):
    def construct(self):
        shapes = VGroup(*[d.draw() for d in (Round(), Cornered())]).arrange(RIGHT, buff=1)
        self.play(Create(shapes))
        self.wait()
