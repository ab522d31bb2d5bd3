from manim import *
import sys
sys.setrecursionlimit(5000)

class HanoiTowers(Scene):
    def construct(self):
        n = 3
        pegs = [[], [], []]
        xs = [-4, 0, 4]
        for x in xs:
            self.add(Line([x, -2, 0], [x, 1, 0]))
        for k in range(n, 0, -1):
            d = RoundedRectangle(width=k * 0.9, height=0.4, corner_radius=0.2, fill_opacity=1, color=[RED, GREEN, BLUE][k - 1])
            d.move_to([xs[0], -1.8 + 0.45 * len(pegs[0]), 0])
            pegs[0].append(d); self.add(d)
        def move(a, b):
            d = pegs[a].pop()
            self.play(d.animate.set_y(1.5), run_time=0.2)
            self.play(d.animate.set_x(xs[b]), run_time=0.2)
            self.play(d.animate.set_y(-1.8 + 0.45 * len(pegs[b])), run_time=0.2)
            pegs[b].append(d)
        def hanoi(k, a, b, c):
            if k == 0: return
            hanoi(k - 1, a, c, b); move(a, c); hanoi(k - 1, b, a, c)
        hanoi(n, 0, 1, 2)
        print("size", sys.getsizeof(pegs), file=sys.stderr)
        self.wait()
