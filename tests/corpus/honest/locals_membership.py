from manim import *

class Locals(Scene):
    def construct(self):
        shapes = [Circle, Square, Triangle, Star]
        objs = VGroup(*[cls(color=c) for cls, c in zip(shapes, [RED, GREEN, BLUE, YELLOW])]).arrange(RIGHT)
        for o in objs:
            lab = Text(o.__class__.__name__, font_size=20).next_to(o, DOWN)
            self.play(Create(o), FadeIn(lab), run_time=0.5)
        if "objs" in locals():
            self.play(objs.animate.scale(0.5))
        self.wait()
