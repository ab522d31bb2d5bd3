from manim import *


class WaterCycle(Scene):
    def construct(self):
        config.background_color = "#0f1a2b"
        sea = Rectangle(width=14, height=2, fill_color=BLUE_E, fill_opacity=1, stroke_width=0).to_edge(DOWN, buff=0)
        sun = Circle(radius=0.7, color=YELLOW, fill_opacity=1).to_corner(UL)
        cloud = VGroup(*[Circle(radius=r, fill_color=WHITE, fill_opacity=1, stroke_width=0) for r in (0.5, 0.7, 0.5)]).arrange(RIGHT, buff=-0.4).shift(UP * 2 + RIGHT * 2)
        self.play(FadeIn(sea, sun))
        drops = VGroup(*[Arrow(DOWN * 2 + RIGHT * x, UP + RIGHT * x, color=BLUE_B) for x in range(-2, 3)])
        self.play(LaggedStart(*[GrowArrow(d) for d in drops], lag_ratio=0.2))
        self.play(FadeIn(cloud), FadeOut(drops))
        rain = VGroup(*[Line(UP * 1.5, DOWN * 0.5, color=BLUE).shift(RIGHT * (2 + i * 0.3)) for i in range(-2, 3)])
        self.play(Create(rain))
        self.wait(2)
