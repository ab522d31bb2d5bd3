from manim import *


class BraceExample(Scene):
    def construct(self):
        line = Line(LEFT * 3, RIGHT * 3)
        brace = Brace(line, direction=DOWN)
        label = brace.get_text("total length")
        always(label.next_to, brace, DOWN)
        self.play(Create(line), GrowFromCenter(brace), Write(label))
        self.play(line.animate.stretch(1.2, 0), run_time=1)
        self.wait()
