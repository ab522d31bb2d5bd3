import manim
from manim import *


class Credits(Scene):
    def construct(self):
        text = Text(f"Made with Manim {manim.__version__}", font_size=36)
        self.play(FadeIn(text, scale=1.5))
        self.wait(1)
        self.play(FadeOut(text))
