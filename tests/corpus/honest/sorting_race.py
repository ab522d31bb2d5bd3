from manim import *

class SortingRace(Scene):
    def construct(self):
        algos = {
            "Bubble": self.bubble,
            "Selection": self.selection,
        }
        for name, fn in algos.items():
            data = [5, 2, 8, 1, 9]
            title = Text(name).to_edge(UP)
            bars = VGroup(*[Rectangle(width=0.6, height=v * 0.4, fill_opacity=0.8, color=BLUE) for v in data]).arrange(RIGHT, aligned_edge=DOWN)
            self.play(FadeIn(title), FadeIn(bars))
            for i, j in fn(list(data)):
                self.swap(bars, i, j)
            self.play(FadeOut(VGroup(title, bars)))

    @staticmethod
    def bubble(a):
        for n in range(len(a) - 1, 0, -1):
            for i in range(n):
                if a[i] > a[i + 1]:
                    a[i], a[i + 1] = a[i + 1], a[i]
                    yield i, i + 1

    @staticmethod
    def selection(a):
        for i in range(len(a)):
            k = min(range(i, len(a)), key=a.__getitem__)
            if k != i:
                a[i], a[k] = a[k], a[i]
                yield i, k

    def swap(self, bars, i, j):
        a, b = bars[i], bars[j]
        self.play(a.animate.set_x(b.get_x()), b.animate.set_x(a.get_x()), run_time=0.3)
        bars.submobjects[i], bars.submobjects[j] = b, a
