from manim import *


class QuadraticFormula(Scene):
    def construct(self):
        steps = VGroup(
            MathTex(r"ax^2 + bx + c = 0"),
            MathTex(r"x^2 + \frac{b}{a}x = -\frac{c}{a}"),
            MathTex(r"\left(x + \frac{b}{2a}\right)^2 = \frac{b^2 - 4ac}{4a^2}"),
            MathTex(r"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"),
        ).arrange(DOWN, buff=0.6)
        for step in steps:
            self.play(Write(step))
            self.wait(0.8)
        box = SurroundingRectangle(steps[-1], color=YELLOW, buff=0.2)
        self.play(Create(box))
        self.wait(2)
