from manim import *


class EulerIdentity(Scene):
    def construct(self):
        plane = ComplexPlane(x_range=[-2, 2], y_range=[-2, 2]).add_coordinates()
        self.play(Create(plane))
        angle = ValueTracker(0)
        vector = always_redraw(lambda: Arrow(plane.n2p(0), plane.n2p(complex(np.cos(angle.get_value()), np.sin(angle.get_value()))), buff=0, color=YELLOW))
        value = always_redraw(lambda: DecimalNumber(angle.get_value()).to_corner(UL))
        self.add(vector, value)
        self.play(angle.animate.set_value(PI), run_time=3)
        self.play(Write(MathTex(r"e^{i\pi} + 1 = 0").to_edge(DOWN)))
        self.wait()
