from manim import *


class Metronome(Scene):
    def construct(self):
        arm = Line(DOWN, UP * 2, stroke_width=8)
        self.add(arm)
        for beat in range(4):
            self.add_sound("click.wav", time_offset=0.1, gain=-5)
            self.play(Rotate(arm, angle=(-1) ** beat * 0.6, about_point=DOWN), run_time=0.5)
        self.wait(0.5)
