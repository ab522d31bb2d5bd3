import functools
import time
from manim import *
def timed(fn):
    @functools.wraps(fn)
    def wrapper(self, *args, **kwargs):
        start = time.perf_counter()
        result = fn(self, *args, **kwargs)
        print(f"{fn.__name__} took {time.perf_counter() - start:.2f}s")
        return result
    return wrapper
class Timed(Scene):
    @timed
    def construct(self):
        self.play(Create(Square()))
