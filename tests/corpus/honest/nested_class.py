from manim import *
class Outer(Scene):
    class Node(VGroup):
        def __init__(self, value, **kwargs):
            super().__init__(**kwargs)
            self.value = value
            self.add(Circle(0.4), Text(str(value)).scale(0.5))
        def __lt__(self, other):
            return self.value < other.value
        def __hash__(self):
            return id(self)
    def construct(self):
        nodes = sorted([self.Node(v) for v in (3, 1, 2)])
        self.play(FadeIn(VGroup(*nodes).arrange()))
