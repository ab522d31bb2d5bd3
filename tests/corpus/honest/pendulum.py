from manim import *
import math


class Pendulum(Scene):
    def construct(self):
        time = ValueTracker(0)
        length, amplitude, g = 3, PI / 6, 9.8
        omega = math.sqrt(g / length)
        pivot = UP * 2.5

        def position():
            angle = amplitude * math.cos(omega * time.get_value())
            return pivot + length * (math.sin(angle) * RIGHT + math.cos(angle) * DOWN)

        rod = always_redraw(lambda: Line(pivot, position()))
        bob = always_redraw(lambda: Dot(position(), radius=0.2, color=RED))
        self.add(rod, bob)
        self.play(time.animate.set_value(6), run_time=6, rate_func=linear)
