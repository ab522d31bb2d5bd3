from manim import *
import random


class DiceDistribution(Scene):
    """Shows how the sum of two dice is distributed."""

    def construct(self):
        counts = {total: 0 for total in range(2, 13)}
        for _ in range(1000):
            counts[random.randint(1, 6) + random.randint(1, 6)] += 1
        chart = BarChart(
            values=list(counts.values()),
            bar_names=[str(k) for k in counts],
            y_range=[0, 200, 50],
            x_length=10,
        )
        self.play(Create(chart), run_time=2)
        self.play(Write(Text(f"Most likely: {max(counts, key=counts.get)}", font_size=30).to_edge(UP)))
        self.wait(2)
