"""A file that sets the size and the rate of the picture itself, as the command lets it."""

from manim import *

config.pixel_width = 240
config.pixel_height = 426
config.frame_width = 8
config.frame_rate = 12
config.background_color = WHITE


class MadeForPhones(Scene):
    def construct(self):
        circle = Circle(color=BLACK)
        self.play(Create(circle), run_time=0.5)
        self.wait(0.3)
        self.play(circle.animate.shift(UP), run_time=0.4)
