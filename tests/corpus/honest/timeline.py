from manim import *

EVENTS = [
    (1687, "Newton's Principia"),
    (1859, "On the Origin of Species"),
    (1915, "General relativity"),
    (1953, "Structure of DNA"),
]


class HistoryTimeline(Scene):
    def construct(self):
        line = Line(LEFT * 6, RIGHT * 6)
        self.play(Create(line))
        first, last = EVENTS[0][0], EVENTS[-1][0]
        for i, (year, what) in enumerate(EVENTS):
            x = interpolate(-5.5, 5.5, (year - first) / (last - first))
            direction = UP if i % 2 == 0 else DOWN
            dot = Dot([x, 0, 0], color=YELLOW)
            label = VGroup(Text(str(year), font_size=24, weight=BOLD), Text(what, font_size=18)).arrange(DOWN, buff=0.1)
            label.next_to(dot, direction, buff=0.4)
            self.play(FadeIn(dot, scale=2), Write(label), run_time=0.8)
        self.wait(2)
