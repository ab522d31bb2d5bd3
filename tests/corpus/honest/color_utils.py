from manim import *
from manim.utils.color import ManimColor, interpolate_color, random_bright_color
from manim.utils.rate_functions import ease_in_out_quad
from manim.utils.space_ops import rotate_vector, angle_of_vector
from manim.mobject.geometry.tips import ArrowSquareTip


class Wheel(Scene):
    def construct(self):
        sectors = VGroup(*[
            AnnularSector(inner_radius=1, outer_radius=2, angle=TAU / 12, start_angle=i * TAU / 12,
                          color=ManimColor.from_hsv((i / 12, 1, 1)))
            for i in range(12)
        ])
        arrow = Arrow(ORIGIN, UP * 2.5, tip_shape=ArrowSquareTip)
        self.add(sectors, arrow)
        self.play(Rotate(arrow, TAU, about_point=ORIGIN), rate_func=ease_in_out_quad, run_time=3)
