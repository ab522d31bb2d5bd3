from manim import *

COUNTER = 0


def next_color():
    global COUNTER
    COUNTER += 1
    return [RED, GREEN, BLUE][COUNTER % 3]


class Party(Scene):
    def construct(self):
        for _ in range(4):
            c = Circle(color=next_color()).shift(np.random.uniform(-3, 3, 3) * [1, 1, 0])
            self.play(GrowFromCenter(c), run_time=0.4)
        self.play(*[FadeOut(m) for m in self.mobjects])
