from manim import *


class ThreeActs(Scene):
    def construct(self):
        for number, title in enumerate(["Setup", "Conflict", "Resolution"], start=1):
            self.next_section(title)
            heading = Text(f"{number}. {title}").scale(1.2)
            self.play(FadeIn(heading, scale=0.5))
            self.wait(0.5)
            self.play(FadeOut(heading))
