from __future__ import annotations
from abc import ABC, abstractmethod
from typing import Protocol, Iterable, TypeVar, Generic
from manim import *
T = TypeVar("T")
class Drawable(Protocol):
    def draw(self) -> Mobject: ...
class Shape(ABC):
    @abstractmethod
    def draw(self) -> Mobject:
        raise NotImplementedError
class Box(Shape, Generic[T]):
    def __init__(self, side: float = 1.0) -> None:
        self.side = side
    def draw(self) -> Mobject:
        return Square(self.side)
class Shapes(Scene):
    def construct(self) -> None:
        for s in self.shapes():
            self.play(Create(s.draw()))
    def shapes(self) -> Iterable[Drawable]:
        yield Box()
        yield Box(2)
