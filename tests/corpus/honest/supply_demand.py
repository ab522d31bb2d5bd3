from manim import *


class SupplyAndDemand(Scene):
    def construct(self):
        axes = Axes(x_range=[0, 10], y_range=[0, 10], x_length=6, y_length=6)
        x_label = axes.get_x_axis_label(Text("Quantity", font_size=24))
        y_label = axes.get_y_axis_label(Text("Price", font_size=24))
        supply = axes.plot(lambda x: x, color=GREEN)
        demand = axes.plot(lambda x: 10 - x, color=RED)
        eq = Dot(axes.coords_to_point(5, 5), color=YELLOW)
        lines = axes.get_lines_to_point(axes.c2p(5, 5), color=YELLOW)
        self.play(Create(axes), FadeIn(x_label, y_label))
        self.play(Create(supply), Create(demand))
        self.play(Create(lines), FadeIn(eq, scale=2))
        self.play(Write(Text("Equilibrium", font_size=24).next_to(eq, UR)))
        self.wait(2)
