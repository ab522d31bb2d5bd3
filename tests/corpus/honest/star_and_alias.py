from manim import *
import manim as mn
import numpy as np
import random


class Snow(Scene):
    def construct(self):
        random.seed(3)
        w, h = mn.config.frame_width, mn.config.frame_height
        flakes = VGroup(*[
            Dot(radius=random.uniform(0.02, 0.08), color=mn.WHITE).move_to(
                [random.uniform(-w / 2, w / 2), random.uniform(-h / 2, h / 2), 0])
            for _ in range(80)
        ])

        def fall(mob, dt):
            for flake in mob:
                flake.shift(DOWN * dt * (1 + 10 * flake.radius))
                if flake.get_y() < -h / 2:
                    flake.set_y(h / 2)

        flakes.add_updater(fall)
        self.add(flakes)
        self.wait(4)
