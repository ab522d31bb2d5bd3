from manim import *


class VennDiagram(Scene):
    def construct(self):
        left = Circle(radius=2, color=BLUE, fill_opacity=0.4).shift(LEFT)
        right = Circle(radius=2, color=RED, fill_opacity=0.4).shift(RIGHT)
        overlap = Intersection(left, right, color=PURPLE, fill_opacity=0.9)
        self.play(Create(left), Create(right))
        self.play(FadeIn(overlap))
        self.play(overlap.animate.scale(0.5).to_edge(DOWN))
        self.play(Write(Text("A ∩ B", font_size=30).next_to(overlap, RIGHT)))
        self.wait()
