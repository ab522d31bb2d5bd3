from manim import *
import warnings

warnings.filterwarnings("ignore")


class TrafficLight(Scene):
    def construct(self):
        lights = VGroup(*[Circle(0.5, color=c) for c in (RED, YELLOW, GREEN)]).arrange(DOWN)
        frame = SurroundingRectangle(lights, corner_radius=0.3, color=WHITE)
        self.add(frame, lights)
        for i in (0, 2, 1, 0):
            self.play(lights[i].animate.set_fill(lights[i].get_color(), 1), run_time=0.3)
            self.pause(0.5)
            self.play(lights[i].animate.set_fill(opacity=0), run_time=0.2)
