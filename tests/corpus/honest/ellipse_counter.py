from manim import *
from itertools import cycle, product


class ColorGrid(Scene):
    def construct(self):
        colors = cycle([RED, GREEN, BLUE, YELLOW])
        grid = VGroup()
        for row, col in product(range(5), range(8)):
            grid.add(Square(0.6, fill_color=next(colors), fill_opacity=0.8).shift(RIGHT * (col - 3.5) * 0.7 + UP * (row - 2) * 0.7))
        self.play(LaggedStartMap(GrowFromCenter, grid, lag_ratio=0.02), run_time=3)
        self.play(grid.animate.set_fill(GREY), run_time=1)
        self.wait()
