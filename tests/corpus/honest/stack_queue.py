from manim import *


class StackDemo(Scene):
    def construct(self):
        stack = []
        base = DOWN * 3
        for index, letter in enumerate("ABCD"):
            item = VGroup(Rectangle(width=2, height=0.8, fill_opacity=0.7, color=TEAL), Text(letter))
            item.move_to(UP * 3)
            self.play(FadeIn(item), run_time=0.3)
            self.play(item.animate.move_to(base + UP * 0.85 * index), run_time=0.5)
            stack.append(item)
        while stack:
            item = stack.pop()
            self.play(item.animate.shift(RIGHT * 4), FadeOut(item), run_time=0.4)
        self.wait()
