from manim import *
import numpy as np


class ElectricField(Scene):
    def construct(self):
        charges = [(LEFT * 2, 1), (RIGHT * 2, -1)]

        def field(p):
            total = np.zeros(3)
            for position, q in charges:
                r = p - position
                distance = max(np.linalg.norm(r), 0.4)
                total += q * r / distance**3
            return total

        arrows = ArrowVectorField(field, x_range=[-6, 6, 0.8], y_range=[-3, 3, 0.8])
        dots = VGroup(*[Dot(p, color=RED if q > 0 else BLUE, radius=0.2) for p, q in charges])
        signs = VGroup(*[Text("+" if q > 0 else "−", font_size=24).move_to(p) for p, q in charges])
        self.play(FadeIn(dots, signs))
        self.play(Create(arrows), run_time=2)
        self.wait()
