from manim import *
from enum import IntEnum

class Level(IntEnum):
    LOW = 1
    MID = 2
    HIGH = 3

class MemoryHierarchy(Scene):
    def construct(self):
        data = [("Registers", "1 ns", Level.HIGH), ("Cache", "5 ns", Level.HIGH), ("RAM", "100 ns", Level.MID), ("SSD", "100 µs", Level.LOW), ("HDD", "10 ms", Level.LOW)]
        palette = {Level.LOW: RED, Level.MID: YELLOW, Level.HIGH: GREEN}
        pyramid = VGroup()
        for i, (name, latency, level) in enumerate(data):
            w = 2 + i * 1.5
            trap = Polygon([-w / 2, 0, 0], [w / 2, 0, 0], [w / 2 - 0.6, 1, 0], [-w / 2 + 0.6, 1, 0], color=palette[level], fill_opacity=0.5)
            trap.next_to(pyramid, DOWN, buff=0) if len(pyramid) else trap.to_edge(UP)
            label = Text(f"{name}: {latency}", font_size=20).move_to(trap)
            pyramid.add(VGroup(trap, label))
        for layer in pyramid:
            self.play(FadeIn(layer, shift=DOWN * 0.3), run_time=0.5)
        self.wait()
