from manim import *
from functools import lru_cache, partial, reduce
from operator import mul

@lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)

class MemoizedFib(Scene):
    def construct(self):
        make = partial(Text, font_size=26)
        rows = VGroup(*[make(f"fib({i}) = {fib(i)}") for i in range(10)]).arrange_in_grid(cols=2, buff=(1.5, 0.3))
        self.play(LaggedStartMap(Write, rows, lag_ratio=0.2))
        prod = reduce(mul, [fib(i) for i in range(1, 6)])
        self.play(FadeIn(make(f"product: {prod}").to_edge(DOWN)))
        self.wait()
        print(fib.cache_info())
