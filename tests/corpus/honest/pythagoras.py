from manim import *


class PythagoreanTheorem(Scene):
    def construct(self):
        title = Text("The Pythagorean Theorem", font_size=42).to_edge(UP)
        triangle = Polygon(ORIGIN, RIGHT * 3, UP * 2, color=BLUE, fill_opacity=0.4)
        labels = VGroup(
            MathTex("a").next_to(triangle, DOWN),
            MathTex("b").next_to(triangle, LEFT),
            MathTex("c").move_to(triangle.get_center() + UR * 0.4),
        )
        self.play(Write(title))
        self.play(Create(triangle), FadeIn(labels))
        equation = MathTex("a^2", "+", "b^2", "=", "c^2").to_edge(DOWN)
        equation.set_color_by_tex("c", YELLOW)
        self.play(Write(equation))
        self.play(Indicate(equation[4]))
        self.wait(2)
