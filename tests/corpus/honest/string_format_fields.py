from manim import *


class Readout(Scene):
    TEMPLATE = "x = {x:.2f}, y = {y:.2f}"

    def construct(self):
        dot = Dot()
        label = always_redraw(
            lambda: Text(self.TEMPLATE.format(x=dot.get_x(), y=dot.get_y()), font_size=28).next_to(dot, UP)
        )
        self.add(dot, label)
        self.play(dot.animate.shift(RIGHT * 3 + UP), run_time=2)
        self.wait(0.5)
