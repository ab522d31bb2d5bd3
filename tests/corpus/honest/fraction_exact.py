from decimal import Decimal
from fractions import Fraction
from math import comb, factorial, gcd, isclose, tau
from manim import *


class Pascal(Scene):
    def construct(self):
        rows = VGroup(*[
            VGroup(*[Integer(comb(n, k), font_size=28) for k in range(n + 1)]).arrange(RIGHT, buff=0.5)
            for n in range(6)
        ]).arrange(DOWN)
        self.play(LaggedStart(*[FadeIn(r, shift=DOWN) for r in rows], lag_ratio=0.3))
        self.play(Write(Text(f"{Fraction(3, 4) + Fraction(1, 8)} {Decimal('0.1')}").to_edge(DOWN)))
