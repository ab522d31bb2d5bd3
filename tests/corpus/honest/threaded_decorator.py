from functools import lru_cache, wraps
from manim import *


def titled(text):
    def decorate(construct):
        @wraps(construct)
        def inner(self, *args, **kwargs):
            self.add(Text(text, font_size=32).to_edge(UP))
            return construct(self, *args, **kwargs)
        return inner
    return decorate


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Fibonacci(Scene):
    @titled("Fibonacci")
    def construct(self):
        squares = VGroup(*[Square(fib(n) / 4) for n in range(1, 8)]).arrange(RIGHT, buff=0.1)
        self.play(Create(squares, lag_ratio=0.2), run_time=2)
