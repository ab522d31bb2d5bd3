from manim import *
from enum import Enum


class State(Enum):
    IDLE = 0
    ACTIVE = 1


class Server(VGroup):
    def __init__(self, name, **kwargs):
        super().__init__(**kwargs)
        self.state = State.IDLE
        self.body = Rectangle(width=1.4, height=2, color=BLUE)
        self.label = Text(name, font_size=22).next_to(self.body, DOWN)
        self.add(self.body, self.label)

    def activate(self):
        self.state = State.ACTIVE
        return self.body.animate.set_fill(GREEN, opacity=0.5)

    def __repr__(self):
        return f"Server({self.label.text})"


class LoadBalancer(Scene):
    def construct(self):
        servers = VGroup(*[Server(f"server {i}") for i in range(3)]).arrange(RIGHT, buff=1)
        self.play(FadeIn(servers))
        for server in servers:
            self.play(server.activate(), run_time=0.5)
        self.wait()
