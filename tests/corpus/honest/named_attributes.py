from manim import *

class Attributes(Scene):
    def construct(self):
        for i, name in enumerate(["alpha", "beta", "gamma"]):
            m = Text(name).shift(UP * (1 - i))
            setattr(self, name, m)
            self.play(FadeIn(getattr(self, name)), run_time=0.4)
        self.wait()
