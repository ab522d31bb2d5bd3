"""The smallest scene worth looking at: `scenewright render examples/circle.py -o circle.mp4`."""

from manim import *


class CircleToSquare(Scene):
    def construct(self):
        circle = Circle(color=BLUE, fill_opacity=0.5)
        square = Square(color=YELLOW, fill_opacity=0.5)
        self.play(Create(circle))
        self.play(ReplacementTransform(circle, square))
        self.wait(0.5)
