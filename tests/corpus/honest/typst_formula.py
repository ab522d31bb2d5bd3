from manim import *


class TypstIntegral(Scene):
    def construct(self):
        formula = MathTypst("integral_0^oo e^(-x^2) dif x = sqrt(pi) / 2")
        formula.scale(1.4)
        self.play(Write(formula))
        self.play(formula.animate.set_color(YELLOW).to_edge(UP))
        self.wait()
