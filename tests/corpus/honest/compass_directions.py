from manim import *
class Compass(Scene):
    def construct(self):
        center = Dot()
        arrows = VGroup()
        for dir, name in zip([UP, RIGHT, DOWN, LEFT], ["N", "E", "S", "W"]):
            arrow = Arrow(ORIGIN, 2 * dir, buff=0)
            label = Text(name).next_to(arrow, dir)
            arrows.add(VGroup(arrow, label))
        self.play(Create(center), LaggedStart(*[GrowFromCenter(a) for a in arrows], lag_ratio=0.2))
        self.wait()
