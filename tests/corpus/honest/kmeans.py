from manim import *
import numpy as np


class KMeans(Scene):
    def construct(self):
        rng = np.random.default_rng(0)
        data = np.vstack([rng.normal(c, 0.5, (15, 2)) for c in [(-3, 1), (2, 2), (1, -2)]])
        dots = VGroup(*[Dot([x, y, 0], radius=0.06) for x, y in data])
        centers = data[rng.choice(len(data), 3, replace=False)]
        colors = [RED, GREEN, BLUE]
        stars = VGroup(*[Star(color=c, fill_opacity=1).scale(0.25).move_to([*p, 0]) for c, p in zip(colors, centers)])
        self.play(FadeIn(dots), FadeIn(stars))
        for _ in range(4):
            groups = np.argmin(np.linalg.norm(data[:, None] - centers[None], axis=2), axis=1)
            self.play(*[d.animate.set_color(colors[g]) for d, g in zip(dots, groups)], run_time=0.6)
            centers = np.array([data[groups == k].mean(axis=0) if (groups == k).any() else centers[k] for k in range(3)])
            self.play(*[s.animate.move_to([*c, 0]) for s, c in zip(stars, centers)], run_time=0.6)
        self.wait()
