from manim import *
class Logged(Scene):
    def construct(self):
        logger.info("starting")
        self.play(Create(Circle()))
