from manim import *


class OldStyle(Scene):
    CONFIG = {"radius": 2, "color": BLUE}

    def setup(self):
        self.radius = self.CONFIG["radius"]

    def construct(self):
        circle = Circle(radius=self.radius, color=self.CONFIG["color"])
        self.play(ShowCreation(circle))
        self.play(circle.shift, RIGHT)
        self.wait()
