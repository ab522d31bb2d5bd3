from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, ClassVar, Optional

from manim import *


@dataclass(frozen=True)
class Theme:
    background: str = "#1e1e2e"
    accent: ManimColor = field(default_factory=lambda: ManimColor("#89b4fa"))
    font: str = "sans"
    sizes: ClassVar[dict[str, int]] = {"title": 56, "body": 28}


THEME = Theme()


class Card(VGroup):
    def __init__(self, heading: str, body: str, theme: Theme = THEME, **kwargs) -> None:
        super().__init__(**kwargs)
        box = RoundedRectangle(corner_radius=0.2, width=4, height=2.4, color=theme.accent)
        head = Text(heading, font_size=theme.sizes["body"], color=theme.accent)
        text = Text(body, font_size=20).next_to(head, DOWN)
        self.add(box, VGroup(head, text).move_to(box))


class ThreePillars(Scene):
    def construct(self) -> None:
        self.camera.background_color = THEME.background
        cards = VGroup(*(Card(f"Pillar {i}", "what it holds") for i in range(1, 4))).arrange(RIGHT)
        self.play(LaggedStart(*[FadeIn(c, shift=UP) for c in cards], lag_ratio=0.3))
        self.wait(2)


if __name__ == "__main__":
    with tempconfig({"quality": "low_quality", "preview": True}):
        ThreePillars().render()
