from manim import *


class Countdown(Scene):
    def construct(self):
        numbers = [Text(str(n), font_size=144) for n in (3, 2, 1)]
        self.play(Succession(*[Succession(FadeIn(n, scale=2), FadeOut(n)) for n in numbers]), run_time=3)
        go = Text("Go!", color=GREEN, font_size=144)
        self.play(SpinInFromNothing(go))
        self.play(Wiggle(go))
