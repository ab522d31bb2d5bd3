from manim import *


class ShowLogo(Scene):
    def construct(self):
        logo = ImageMobject("logo.png").scale(0.5)
        caption = Text("Our logo").next_to(logo, DOWN)
        self.play(FadeIn(logo))
        self.play(Write(caption))
        self.wait()
