from dataclasses import dataclass, field
from manim import *
@dataclass
class Planet:
    name: str
    radius: float
    color: str = BLUE
    moons: list = field(default_factory=list)
    def __post_init__(self):
        self.mob = Circle(self.radius, color=self.color)
PLANETS = [Planet("Earth", 0.4), Planet("Mars", 0.3, RED)]
class Planets(Scene):
    def construct(self):
        group = VGroup(*(p.mob for p in PLANETS)).arrange(RIGHT)
        self.play(*[GrowFromCenter(m) for m in group])
        for p in PLANETS:
            t = Text(p.name, font_size=24).next_to(p.mob, DOWN)
            self.play(FadeIn(t, shift=UP))
