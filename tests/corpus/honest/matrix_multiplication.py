from manim import *


class MatrixMultiplication(Scene):
    def construct(self):
        a = Matrix([[1, 2], [3, 4]])
        b = Matrix([[5, 6], [7, 8]])
        product = [[sum(x * y for x, y in zip(row, col)) for col in zip([5, 6], [7, 8])] for row in [[1, 2], [3, 4]]]
        c = Matrix(product)
        group = VGroup(a, b, MathTex("="), c).arrange(RIGHT)
        self.play(Write(a), Write(b))
        self.play(Write(group[2]), Write(c))
        for i in range(2):
            self.play(Circumscribe(a.get_rows()[i]), Circumscribe(b.get_columns()[i]))
        self.wait(1)
