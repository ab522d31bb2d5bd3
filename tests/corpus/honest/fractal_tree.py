from manim import *
from functools import partial

class FractalTree(Scene):
    def construct(self):
        tree = VGroup()
        self.branch(tree, DOWN * 3, PI / 2, 2.0, 7)
        self.play(LaggedStart(*[Create(l) for l in tree], lag_ratio=0.01), run_time=4)
        sway = partial(self.sway, tree=tree)
        self.play(UpdateFromAlphaFunc(tree, lambda m, a: sway(a)), run_time=2)
        self.wait()

    def branch(self, tree, start, angle, length, depth):
        if depth == 0:
            return
        end = start + length * np.array([np.cos(angle), np.sin(angle), 0])
        tree.add(Line(start, end, stroke_width=depth, color=interpolate_color(GREEN, MAROON, depth / 7)))
        for s in (-1, 1):
            self.branch(tree, end, angle + s * 25 * DEGREES, length * 0.72, depth - 1)

    def sway(self, alpha, tree):
        tree.set_opacity(0.5 + 0.5 * np.cos(alpha * TAU) ** 2)
