from manim import *


class Battery(VMobject):
    def __init__(self, level: float = 0.5, **kwargs):
        self.level = level
        super().__init__(**kwargs)

    def generate_points(self):
        self.set_points_as_corners([[-1, -0.5, 0], [1, -0.5, 0], [1, 0.5, 0], [-1, 0.5, 0], [-1, -0.5, 0]])

    @override_animation(Create)
    def _create_override(self, **kwargs):
        return FadeIn(self, scale=0.5, **kwargs)


class Charging(Scene):
    def construct(self):
        battery = Battery(0.2, color=GREEN)
        self.play(Create(battery))
        self.play(battery.animate.set_fill(GREEN, opacity=0.8))
        self.wait()
