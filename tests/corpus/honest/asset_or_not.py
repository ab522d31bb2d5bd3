import os
from manim import *


class WithLogo(Scene):
    def construct(self):
        if os.path.exists("logo.svg"):
            logo = SVGMobject("logo.svg")
        else:
            logo = Star(color=YELLOW, fill_opacity=1)
        self.play(DrawBorderThenFill(logo))
        self.wait()
