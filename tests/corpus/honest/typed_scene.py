from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional

from manim import *


@dataclass
class Step:
    label: str
    color: ManimColor | str = WHITE
    note: Optional[str] = None


class Flowchart(Scene):
    def construct(self) -> None:
        steps: List[Step] = [Step("Start", GREEN), Step("Work"), Step("Done", RED, note="celebrate")]
        boxes = VGroup()
        for step in steps:
            box = RoundedRectangle(width=2.4, height=1, color=step.color)
            boxes.add(VGroup(box, Text(step.label, font_size=26).move_to(box)))
        boxes.arrange(RIGHT, buff=1)
        arrows = VGroup(*[Arrow(a.get_right(), b.get_left(), buff=0.1) for a, b in zip(boxes, boxes[1:])])
        self.play(AnimationGroup(*[FadeIn(b) for b in boxes], lag_ratio=0.4))
        self.play(Create(arrows))
        self.wait()
