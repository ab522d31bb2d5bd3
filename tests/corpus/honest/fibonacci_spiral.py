from manim import *


class FibonacciSpiral(Scene):
    def construct(self):
        def fib(n):
            a, b = 0, 1
            for _ in range(n):
                a, b = b, a + b
            return a

        squares = VGroup(*[Square(side_length=fib(n) * 0.3, color=interpolate_color(BLUE, PINK, n / 8)) for n in range(1, 8)])
        squares.arrange_in_grid(rows=2, buff=0.1)
        numbers = VGroup(*[Text(str(fib(i + 1)), font_size=20).move_to(s) for i, s in enumerate(squares)])
        self.play(LaggedStartMap(FadeIn, squares, lag_ratio=0.2))
        self.play(Write(numbers))
        self.wait(1)
