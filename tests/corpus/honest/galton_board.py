from manim import *

class GaltonBoard(Scene):
    def construct(self):
        rows = 6
        pegs = VGroup(*[Dot([(c - r / 2) * 0.7, 2.5 - r * 0.6, 0], radius=0.05) for r in range(rows) for c in range(r + 1)])
        self.play(FadeIn(pegs, lag_ratio=0.02))
        counts = [0] * (rows + 1)
        np.random.seed(10)
        for ball_index in range(15):
            path = VMobject()
            pos = 0
            pts = [np.array([0, 3.2, 0])]
            for r in range(rows):
                pos += np.random.randint(0, 2)
                pts.append(np.array([(pos - (r + 1) / 2) * 0.7, 2.5 - (r + 0.5) * 0.6, 0]))
            pts.append(np.array([(pos - rows / 2) * 0.7, -3 + counts[pos] * 0.2, 0]))
            counts[pos] += 1
            path.set_points_as_corners(pts)
            ball = Dot(color=YELLOW, radius=0.09).move_to(pts[0])
            self.add(ball)
            self.play(MoveAlongPath(ball, path), run_time=0.4, rate_func=linear)
        self.wait()
