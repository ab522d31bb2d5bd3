from manim import *


class Photosynthesis(Scene):
    def construct(self):
        title = Title("Photosynthesis")
        self.play(Write(title))
        inputs = VGroup(Text("CO₂", color=GREY), Text("H₂O", color=BLUE), Text("Light", color=YELLOW)).arrange(DOWN).to_edge(LEFT)
        leaf = Ellipse(width=3, height=1.6, color=GREEN, fill_opacity=0.6)
        outputs = VGroup(Text("O₂"), Text("Glucose", color=ORANGE)).arrange(DOWN).to_edge(RIGHT)
        self.play(FadeIn(inputs, shift=RIGHT), DrawBorderThenFill(leaf))
        arrows = VGroup(*[Arrow(i.get_right(), leaf.get_left()) for i in inputs], *[Arrow(leaf.get_right(), o.get_left()) for o in outputs])
        self.play(*[GrowArrow(a) for a in arrows])
        self.play(FadeIn(outputs, shift=RIGHT))
        self.wait(2)
