from manim import *


class BaseSlide(Scene):
    title = "Untitled"

    def setup(self):
        self.heading = Text(self.title, font_size=40).to_edge(UP)
        self.add(self.heading)

    def bullets(self, *lines):
        return BulletedList(*lines, font_size=32)


class Newton(BaseSlide):
    title = "Newton's laws"

    def construct(self):
        laws = VGroup(*[Text(t, font_size=28) for t in ("Inertia", "F = ma", "Action and reaction")]).arrange(DOWN, aligned_edge=LEFT)
        for law in laws:
            self.play(FadeIn(law, shift=RIGHT * 0.5))
            self.wait(0.3)
