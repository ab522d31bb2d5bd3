from manim import *


class Rearranging(Scene):
    def construct(self):
        first = MathTex("x", "+", "3", "=", "7")
        second = MathTex("x", "=", "7", "-", "3")
        third = MathTex("x", "=", "4")
        self.play(Write(first))
        self.wait(0.5)
        self.play(TransformMatchingTex(first, second, path_arc=PI / 2))
        self.play(TransformMatchingTex(second, third))
        self.play(Flash(third, color=YELLOW))
        self.wait()
