from manim import *
from typing import Any


class Typewriter(Animation):
    def __init__(self, text: Text, cursor: Mobject | None = None, **kwargs: Any) -> None:
        self.cursor = cursor or Rectangle(width=0.1, height=0.5, fill_opacity=1)
        super().__init__(text, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        count = int(self.rate_func(alpha) * len(self.mobject.submobjects))
        for index, letter in enumerate(self.mobject.submobjects):
            letter.set_opacity(1 if index < count else 0)

    def clean_up_from_scene(self, scene: Scene) -> None:
        super().clean_up_from_scene(scene)
        scene.remove(self.cursor)


class Terminal(Scene):
    def construct(self):
        line = Text("$ pip install manim", font="Monospace")
        self.play(Typewriter(line, run_time=2, rate_func=linear))
        self.wait()
