from manim import *
import numpy as np


class GradientImage(Scene):
    def construct(self):
        gradient = np.uint8([[[x, 128, 255 - x] for x in range(256)] for _ in range(64)])
        image = ImageMobject(gradient).scale(3)
        self.play(FadeIn(image))
        self.wait(1)
