from manim import *
from math import factorial


class TaylorSeries(Scene):
    def construct(self):
        plane = NumberPlane(x_range=[-7, 7], y_range=[-3, 3])
        sine = plane.plot(np.sin, color=BLUE)
        self.play(Create(plane, run_time=1), Create(sine))
        approx = None
        for order in (1, 3, 5, 7):
            def poly(x, order=order):
                return sum((-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1) for k in range((order + 1) // 2))
            graph = plane.plot(poly, x_range=[-4, 4], color=YELLOW)
            if approx:
                self.play(Transform(approx, graph))
            else:
                approx = graph
                self.play(Create(approx))
        self.wait()
