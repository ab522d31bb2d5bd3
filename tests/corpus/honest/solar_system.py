from manim import *
import numpy as np

SUN_COLOR = "#FFD700"
PLANETS = [("Mercury", 1.0, GREY, 4.0), ("Venus", 1.6, ORANGE, 2.5), ("Earth", 2.3, BLUE, 1.6)]


class SolarSystem(Scene):
    def construct(self):
        sun = Dot(radius=0.4, color=SUN_COLOR)
        self.play(GrowFromCenter(sun))
        for name, distance, color, speed in PLANETS:
            orbit = Circle(radius=distance, stroke_opacity=0.3)
            planet = Dot(color=color).move_to(orbit.point_from_proportion(0))
            planet.speed = speed
            planet.add_updater(lambda m, dt: m.rotate(m.speed * dt, about_point=ORIGIN))
            self.add(orbit, planet)
        self.wait(4)
