from enum import Enum, auto
from manim import *
class State(Enum):
    IDLE = auto()
    RUN = auto()
    DONE = auto()
class Machine(Scene):
    def construct(self):
        nodes = {s: VGroup(Circle(0.7), Text(s.name, font_size=20)) for s in State}
        VGroup(*nodes.values()).arrange(RIGHT, buff=1.5)
        self.play(*[Create(n) for n in nodes.values()])
        for a, b in zip(list(State), list(State)[1:]):
            self.play(GrowArrow(Arrow(nodes[a].get_right(), nodes[b].get_left(), buff=0.1)))
