from manim import *
from PIL import Image, ImageDraw
import numpy as np

class PixelArt(Scene):
    def construct(self):
        img = Image.new("RGB", (64, 64), "white")
        d = ImageDraw.Draw(img)
        d.ellipse((8, 8, 56, 56), fill="orange")
        m = ImageMobject(np.array(img)).scale(4)
        self.play(FadeIn(m))
        self.wait()
