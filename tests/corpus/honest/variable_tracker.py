from manim import *


class VariableExample(Scene):
    def construct(self):
        x = Variable(0.5, MathTex("x"), num_decimal_places=2)
        y = Variable(0.25, MathTex("x^2"), num_decimal_places=2).next_to(x, DOWN)
        y.add_updater(lambda v: v.tracker.set_value(x.tracker.get_value() ** 2))
        self.add(VGroup(x, y).center())
        self.play(x.tracker.animate.set_value(3), run_time=3)
        self.wait()
