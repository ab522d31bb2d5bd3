from manim import *
import random


class BubbleSort(Scene):
    def construct(self):
        random.seed(4)
        values = random.sample(range(1, 10), 7)
        bars = VGroup(*[
            Rectangle(width=0.6, height=v * 0.5, fill_opacity=0.8, color=BLUE) for v in values
        ]).arrange(RIGHT, buff=0.2, aligned_edge=DOWN)
        self.play(LaggedStart(*[GrowFromEdge(bar, DOWN) for bar in bars], lag_ratio=0.1))
        for i in range(len(values)):
            for j in range(len(values) - 1 - i):
                self.play(bars[j].animate.set_color(YELLOW), bars[j + 1].animate.set_color(YELLOW), run_time=0.2)
                if values[j] > values[j + 1]:
                    values[j], values[j + 1] = values[j + 1], values[j]
                    self.play(Swap(bars[j], bars[j + 1]), run_time=0.3)
                    bars.submobjects[j], bars.submobjects[j + 1] = bars[j + 1], bars[j]
                self.play(bars[j].animate.set_color(BLUE), bars[j + 1].animate.set_color(BLUE), run_time=0.1)
            bars[len(values) - 1 - i].set_color(GREEN)
        self.wait(1)
