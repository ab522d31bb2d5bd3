"""Pictures that are hard to encode: noise, photographs, crowds of dots, pages of small text."""

from manim import *

rng = np.random.default_rng(3)


class NoiseFillsTheFrame(Scene):
    def construct(self):
        im = ImageMobject(rng.integers(0, 255, (120, 200, 3), dtype=np.uint8)).scale(8)
        self.add(im)
        self.play(im.animate.shift(RIGHT), run_time=0.4)


class NoiseInACorner(Scene):
    def construct(self):
        im = ImageMobject(rng.integers(0, 255, (100, 100, 3), dtype=np.uint8)).scale(2)
        self.add(im)
        self.play(im.animate.shift(RIGHT), run_time=0.4)


class PhotographMoves(Scene):
    def construct(self):
        y, x = np.mgrid[0:300, 0:500]
        a = np.stack([127 + 80 * np.sin(x / 30 + y / 50), 127 + 80 * np.cos(y / 20), 127 + 60 * np.sin(x * y / 9000)], -1) + rng.normal(size=(300, 500, 3)) * 8
        im = ImageMobject(np.uint8(np.clip(a, 0, 255))).scale(2.5)
        self.add(im)
        self.play(im.animate.shift(RIGHT), run_time=0.4)


class CrowdOfDots(Scene):
    def construct(self):
        d = VGroup(*[Dot([rng.uniform(-7, 7), rng.uniform(-4, 4), 0], radius=0.04, color=random_bright_color()) for _ in range(1500)])
        self.add(d)
        self.play(d.animate.shift(RIGHT * 0.3), run_time=0.3)


class PageOfSmallText(Scene):
    def construct(self):
        line = Text("The quick brown fox jumps over the lazy dog", font_size=18)
        page = VGroup(*[line.copy() for _ in range(24)]).arrange(DOWN, buff=0.08)
        self.add(page)
        self.play(page.animate.shift(UP * 0.2), run_time=0.3)
