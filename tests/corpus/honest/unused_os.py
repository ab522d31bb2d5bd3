import os
from manim import *
class UnusedOs(Scene):
    def construct(self):
        self.play(Create(Circle()))
