from manim import *
from functools import partial, reduce
from itertools import accumulate, chain, combinations, product
import operator


def dir(vector):
    return vector / np.linalg.norm(vector)


def capture(scene, *mobs):
    return SurroundingRectangle(VGroup(*mobs), color=YELLOW)


class Combos(Scene):
    def construct(self):
        dots = [Dot(3 * dir(np.array([np.cos(t), np.sin(t), 0]))) for t in np.linspace(0, TAU, 6)[:-1]]
        lines = VGroup(*[Line(a.get_center(), b.get_center()) for a, b in combinations(dots, 2)])
        total = reduce(operator.add, range(5))
        self.play(Create(lines), FadeIn(*dots))
        self.play(Create(capture(self, *dots)), Write(Integer(total)))
        self.wait()
