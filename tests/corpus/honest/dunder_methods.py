from manim import *


class DunderMethods(Scene):
    def construct(self):
        methods = ["__init__", "__repr__", "__dict__", "__getattribute__", "__class__", "__add__"]
        rows = VGroup()
        for m in methods:
            rows.add(Text(m, font="Monospace", font_size=32))
        rows.arrange(DOWN, aligned_edge=LEFT)
        for row in rows:
            self.play(Write(row), run_time=0.4)
        self.play(Circumscribe(rows[4]))
        self.wait()
