from manim import *
class Jump(Scene):
    def construct(self):
        self.platform = Rectangle(width=6, height=0.3, fill_opacity=1).shift(DOWN * 2)
        ball = Dot(radius=0.2).next_to(self.platform, UP, buff=0)
        self.add(self.platform, ball)
        self.play(ball.animate(rate_func=there_and_back).shift(UP * 2))
