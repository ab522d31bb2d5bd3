from manim import *


class AdditionOnNumberLine(Scene):
    def construct(self):
        line = NumberLine(x_range=[0, 10, 1], length=11, include_numbers=True)
        self.play(Create(line))
        dot = Dot(line.n2p(0), color=RED)
        self.add(dot)
        for start, step in [(0, 3), (3, 4)]:
            arc = ArcBetweenPoints(line.n2p(start), line.n2p(start + step), angle=-PI / 2, color=YELLOW)
            self.play(Create(arc), MoveAlongPath(dot, arc), run_time=1.5)
        self.play(Write(MathTex("3 + 4 = 7").to_edge(UP)))
        self.wait(2)
