from manim import *


class RecursionTree(Scene):
    def construct(self):
        self.nodes = VGroup()
        self.edges = VGroup()
        self.build(4, ORIGIN + UP * 3, 3)
        self.play(LaggedStart(*[FadeIn(n) for n in self.nodes], lag_ratio=0.05), Create(self.edges))
        self.wait()

    def build(self, n, position, width):
        node = VGroup(Circle(radius=0.25, color=TEAL), Text(f"f({n})", font_size=14)).move_to(position)
        self.nodes.add(node)
        if n < 2:
            return
        for offset, child in ((-width / 2, n - 1), (width / 2, n - 2)):
            target = position + DOWN * 1.2 + RIGHT * offset
            self.edges.add(Line(position + DOWN * 0.25, target + UP * 0.25, stroke_width=2))
            self.build(child, target, width / 2)
