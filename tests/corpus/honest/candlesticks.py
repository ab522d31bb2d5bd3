from manim import *
from typing import NamedTuple, TypedDict, Literal, Any, Iterable, Iterator

class Candle(NamedTuple):
    open: float
    high: float
    low: float
    close: float

    @property
    def bullish(self) -> bool:
        return self.close >= self.open

def random_walk(n: int, seed: int = 0) -> Iterator[Candle]:
    rng = np.random.default_rng(seed)
    p = 2.0
    for _ in range(n):
        o = p
        c = o + rng.normal(0, 0.3)
        yield Candle(o, max(o, c) + 0.1, min(o, c) - 0.1, c)
        p = c

class Candlesticks(Scene):
    def construct(self):
        group = VGroup()
        for i, cd in enumerate(random_walk(20)):
            color = GREEN if cd.bullish else RED
            wick = Line([i * 0.5, cd.low, 0], [i * 0.5, cd.high, 0], color=color)
            body = Rectangle(width=0.3, height=max(abs(cd.close - cd.open), 0.02), color=color, fill_opacity=1).move_to([i * 0.5, (cd.open + cd.close) / 2, 0])
            group.add(VGroup(wick, body))
        group.center()
        self.play(LaggedStartMap(FadeIn, group, lag_ratio=0.1, run_time=3))
        self.wait()
