from __future__ import annotations
from enum import Enum, auto
from manim import *

class State(Enum):
    IDLE = auto()
    FETCH = auto()
    DECODE = auto()
    EXECUTE = auto()

    def __str__(self) -> str:
        return self.name.title()

TRANSITIONS: dict[State, State] = {State.IDLE: State.FETCH, State.FETCH: State.DECODE, State.DECODE: State.EXECUTE, State.EXECUTE: State.FETCH}

class CPUStateMachine(Scene):
    def construct(self) -> None:
        boxes: dict[State, VGroup] = {}
        for idx, st in enumerate(State):
            r = RoundedRectangle(corner_radius=0.2, height=1, width=2.2)
            t = Text(str(st), font_size=26)
            boxes[st] = VGroup(r, t).move_to(LEFT * 4.5 + RIGHT * 3 * idx)
        self.play(AnimationGroup(*[FadeIn(b) for b in boxes.values()], lag_ratio=0.2))
        current = State.IDLE
        marker = Triangle(color=YELLOW, fill_opacity=1).scale(0.2).rotate(PI).next_to(boxes[current], UP)
        self.play(FadeIn(marker))
        for _ in range(4):
            current = TRANSITIONS[current]
            self.play(marker.animate.next_to(boxes[current], UP), boxes[current][0].animate.set_stroke(YELLOW))
            self.play(boxes[current][0].animate.set_stroke(WHITE), run_time=0.3)
        self.wait()
