from manim import *


class ComplexSquare(Scene):
    def construct(self):
        plane = NumberPlane(x_range=[-3, 3, 0.5], y_range=[-3, 3, 0.5])
        plane.prepare_for_nonlinear_transform()
        label = MathTex(r"z \mapsto z^2").to_corner(UL).add_background_rectangle()
        self.play(Create(plane), Write(label))
        self.play(plane.animate.apply_complex_function(lambda z: z**2), run_time=4)
        self.wait()
