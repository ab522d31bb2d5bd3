from manim import *

NAMES = ["linear", "smooth", "there_and_back", "rush_into", "ease_out_bounce"]


class RateFunctions(Scene):
    def construct(self):
        dots = VGroup()
        for name in NAMES:
            dots.add(VGroup(Text(name, font_size=24), Dot()).arrange(RIGHT))
        dots.arrange(DOWN, aligned_edge=LEFT).to_edge(LEFT)
        self.add(dots)
        self.play(
            *[
                row[1].animate(rate_func=getattr(rate_functions, name)).shift(RIGHT * 6)
                for row, name in zip(dots, NAMES)
            ],
            run_time=3,
        )
