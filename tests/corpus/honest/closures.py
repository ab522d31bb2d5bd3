from manim import *
class Closures(Scene):
    def construct(self):
        count = 0
        def step():
            nonlocal count
            count += 1
            return count
        while (n := step()) < 4:
            self.play(FadeIn(Text(f"{n=}").shift(DOWN * n)))
