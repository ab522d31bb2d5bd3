from manim import *


class SieveOfEratosthenes(Scene):
    def construct(self):
        n = 30
        cells = VGroup(*[VGroup(Square(0.8), Integer(i + 1).scale(0.6)) for i in range(n)]).arrange_in_grid(rows=5, cols=6, buff=0)
        self.play(FadeIn(cells))
        prime = [True] * (n + 1)
        for p in range(2, n + 1):
            if not prime[p]:
                continue
            self.play(cells[p - 1][0].animate.set_fill(GREEN, 0.6), run_time=0.3)
            multiples = [m for m in range(p * p, n + 1, p) if prime[m]]
            for m in multiples:
                prime[m] = False
            if multiples:
                self.play(*[cells[m - 1].animate.set_opacity(0.2) for m in multiples], run_time=0.4)
        self.wait(1)
