import time
from manim import *


class StillFast(Scene):
    def construct(self):
        start = time.time()
        dots = VGroup(*[Dot() for _ in range(100)]).arrange_in_grid(10, 10)
        self.play(FadeIn(dots, lag_ratio=0.01))
        print(f"took {time.time() - start:.2f}s")
        self.wait()
