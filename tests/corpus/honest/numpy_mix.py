import numpy as np
from numpy import sin, cos, pi, linspace
from numpy.linalg import norm, eig
import numpy.typing as npt
from manim import *
class Np(Scene):
    def construct(self):
        A = np.array([[2, 1], [1, 3]])
        vals, vecs = np.linalg.eig(A)
        u, s, vh = np.linalg.svd(A)
        rng = np.random.default_rng(0)
        pts = rng.standard_normal((20, 2)) @ A
        self.add(*[Dot([*p, 0]) for p in pts / norm(pts, axis=1, keepdims=True)])
        self.play(Create(ParametricFunction(lambda t: np.array([cos(t), sin(2 * t), 0]), t_range=[0, 2 * pi])))
