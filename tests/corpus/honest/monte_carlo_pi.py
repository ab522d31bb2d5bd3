from manim import *
import random


class MonteCarloPi(Scene):
    def construct(self):
        rng = random.Random(7)
        square = Square(side_length=5)
        circle = Circle(radius=2.5, color=YELLOW)
        self.add(square, circle)
        counter = Integer(0).to_edge(UP)
        self.add(counter)
        inside = 0
        dots = VGroup()
        for i in range(200):
            x, y = rng.uniform(-2.5, 2.5), rng.uniform(-2.5, 2.5)
            hit = x * x + y * y <= 6.25
            inside += hit
            dots.add(Dot([x, y, 0], radius=0.03, color=GREEN if hit else RED))
        self.play(ShowIncreasingSubsets(dots), ChangeDecimalToValue(counter, inside), run_time=4)
        self.play(Write(Text(f"π ≈ {4 * inside / 200:.3f}").to_edge(DOWN)))
        self.wait()
