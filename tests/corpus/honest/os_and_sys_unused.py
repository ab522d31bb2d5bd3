import os
import sys
import math
from pathlib import Path

from manim import *


class Spiral(Scene):
    def construct(self):
        spiral = ParametricFunction(
            lambda t: np.array([0.2 * t * math.cos(t), 0.2 * t * math.sin(t), 0]),
            t_range=[0, 6 * PI], color=TEAL,
        )
        self.play(Create(spiral), run_time=3)
        self.wait()
