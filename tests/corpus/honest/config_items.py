from manim import *

config["frame_rate"] = 30
config["pixel_height"] = 1080
config["pixel_width"] = 1920
config["background_color"] = BLACK


class Intro(Scene):
    def construct(self):
        logo = VGroup(Square(color=BLUE), Circle(color=RED), Triangle(color=GREEN)).arrange(RIGHT)
        self.play(DrawBorderThenFill(logo))
        self.play(logo.animate.scale(0.5).to_corner(UL))
        self.wait()
