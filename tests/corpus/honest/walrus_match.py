from manim import *


class Collatz(Scene):
    def construct(self):
        n = 27
        values = [n]
        while (n := n // 2 if n % 2 == 0 else 3 * n + 1) != 1 and len(values) < 20:
            values.append(n)
        chart = BarChart(values=values[:8], y_range=[0, max(values[:8]), 50])
        self.play(Create(chart))
        match len(values):
            case 1 | 2:
                note = "short"
            case int(x) if x > 10:
                note = f"long: {x}"
            case _:
                note = "medium"
        self.play(Write(Text(note).to_edge(UP)))
