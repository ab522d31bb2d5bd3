from manim import *

config.frame_rate = 60
config.pixel_height = 1920
config.pixel_width = 1080


class VerticalShort(Scene):
    def construct(self):
        self.play(Write(Text("Made for phones")))
        self.wait()
