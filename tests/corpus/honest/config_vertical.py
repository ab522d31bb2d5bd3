from manim import *

config.pixel_width = 1080
config.pixel_height = 1920
config.frame_width = 9
config.frame_height = 16
config.background_color = "#0f172a"


class WhyTheSkyIsBlue(Scene):
    def construct(self):
        title = Text("Why is the sky blue?", font_size=40, weight=BOLD).to_edge(UP, buff=1)
        sun = Circle(radius=0.8, color=YELLOW, fill_opacity=1).shift(UP * 3)
        self.play(Write(title), FadeIn(sun))
        rays = VGroup(*[Line(sun.get_center(), sun.get_center() + 2 * np.array([np.cos(a), np.sin(a), 0]), color=YELLOW) for a in np.linspace(0, TAU, 12, endpoint=False)])
        self.play(LaggedStartMap(Create, rays, lag_ratio=0.1))
        self.wait(2)
