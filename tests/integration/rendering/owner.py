"""A worker in a process of its own: starts an endless scene, says so, and waits to be killed."""

import sys
import threading
from pathlib import Path

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import QUALITIES, BubblewrapSandbox, Renderer, RenderPlan

ENDLESS = """
from manim import *


class Endless(Scene):
    def construct(self):
        self.play(Create(Circle()), run_time=0.2)
        while True:
            pass
"""


def main(state: Path, first_uid: int) -> None:
    sandbox = BubblewrapSandbox(clock=SystemClock(), state_dir=state, first_uid=first_uid)
    renderer = Renderer(
        sandbox,
        clock=SystemClock(),
        ids=SystemIds(),
        work_dir=state / "work",
        static_check=False,
        prove_first=False,
    )
    renderer.render(
        RenderPlan(source=ENDLESS, quality=QUALITIES["480p15"]),
        on_progress=lambda step: print(step.stage, flush=True),  # noqa: T201 - told to the test
        cancel=threading.Event(),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
