from manim import *
class Valve(Scene):
    def construct(self):
        open = True
        for step in range(3):
            color = GREEN if open else RED
            self.play(FadeIn(Square(color=color).shift(RIGHT * step)))
            open = not open
        self.wait()
