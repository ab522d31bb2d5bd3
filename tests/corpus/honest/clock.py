from manim import *


class ClockScene(Scene):
    def construct(self):
        face = Circle(radius=2.5, color=WHITE)
        marks = VGroup(*[Line(UP * 2.2, UP * 2.5).rotate(i * TAU / 12, about_point=ORIGIN) for i in range(12)])
        hour = Line(ORIGIN, UP * 1.2, stroke_width=8)
        minute = Line(ORIGIN, UP * 2, color=BLUE)
        self.add(face, marks, hour, minute)
        self.play(
            Rotate(minute, -TAU, about_point=ORIGIN, rate_func=linear),
            Rotate(hour, -TAU / 12, about_point=ORIGIN, rate_func=linear),
            run_time=4,
        )
