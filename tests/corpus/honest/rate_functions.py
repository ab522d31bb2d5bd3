from manim import *
from manim.utils.rate_functions import ease_in_out_cubic, ease_out_bounce


class Easing(Scene):
    def construct(self):
        funcs = {"linear": linear, "smooth": smooth, "cubic": ease_in_out_cubic, "bounce": ease_out_bounce}
        dots = VGroup(*[Dot().shift(LEFT * 5 + UP * (1.5 - i)) for i in range(len(funcs))])
        names = VGroup(*[Text(name, font_size=20).next_to(dot, LEFT) for name, dot in zip(funcs, dots)])
        self.add(dots, names)
        self.play(*[dot.animate(rate_func=f).shift(RIGHT * 9) for dot, f in zip(dots, funcs.values())], run_time=3)
