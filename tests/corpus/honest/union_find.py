from manim import *

class UnionFind(Scene):
    def setup(self):
        self.parent = list(range(6))

    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        ra, rb = self.find(a), self.find(b)
        if ra == rb:
            return False
        self.parent[ra] = rb
        return True

    def construct(self):
        nodes = VGroup(*[VGroup(Circle(0.4), Text(str(i), font_size=26)) for i in range(6)]).arrange(RIGHT, buff=0.8)
        self.play(FadeIn(nodes))
        palette = [RED, GREEN, BLUE, YELLOW, PURPLE, ORANGE]
        for a, b in [(0, 1), (2, 3), (1, 3), (4, 5), (0, 2)]:
            merged = self.union(a, b)
            msg = Text(f"union({a}, {b})" + ("" if merged else "  already connected"), font_size=26).to_edge(UP)
            self.play(FadeIn(msg), *[nodes[i][0].animate.set_color(palette[self.find(i)]) for i in range(6)], run_time=0.7)
            self.play(FadeOut(msg), run_time=0.2)
        self.wait()
