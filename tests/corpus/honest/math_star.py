from manim import *
from math import *

class Epicycloid(Scene):
    def construct(self):
        R, r = 2, 0.5
        curve = ParametricFunction(
            lambda t: [(R + r) * cos(t) - r * cos((R + r) / r * t), (R + r) * sin(t) - r * sin((R + r) / r * t), 0],
            t_range=[0, 2 * pi, 0.01], color=PINK)
        base = Circle(radius=R, color=GREY)
        t = ValueTracker(0)
        def get_wheel():
            a = t.get_value()
            c = Circle(radius=r, color=BLUE).move_to([(R + r) * cos(a), (R + r) * sin(a), 0])
            return c
        wheel = always_redraw(get_wheel)
        self.add(base, wheel)
        self.play(t.animate.set_value(2 * pi), Create(curve), run_time=6, rate_func=linear)
        print("cusps:", floor(R / r))
        self.wait()
