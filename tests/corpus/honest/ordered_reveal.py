from manim import *


class Bullets(Scene):
    def construct(self):
        items = BulletedList("First point", "Second point", "Third point", buff=0.5)
        input = Text("input", font_size=24).to_corner(DL)
        help = Text("help", font_size=24).to_corner(DR)
        self.play(FadeIn(items, lag_ratio=0.5), Write(input), Write(help))
        for i in range(3):
            self.play(items.animate.fade_all_but(i))
        self.wait()
