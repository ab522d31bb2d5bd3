from typing import NamedTuple, TypedDict
from manim import *


class Options(TypedDict, total=False):
    color: str
    run_time: float


class Step(NamedTuple):
    text: str
    options: Options


STEPS = [Step("Collect", {"color": "#ff8800"}), Step("Clean", {"run_time": 0.5}), Step("Model", {})]


class Pipeline(Scene):
    def construct(self):
        previous = None
        for i, (text, options) in enumerate(STEPS):
            box = Rectangle(width=2.5, height=1, color=options.get("color", WHITE)).shift(RIGHT * (i * 4 - 4))
            label = Text(text, font_size=30).move_to(box)
            self.play(Create(box), Write(label), run_time=options.get("run_time", 1))
            if previous is not None:
                self.play(GrowArrow(Arrow(previous.get_right(), box.get_left(), buff=0.1)))
            previous = box
        self.wait()
