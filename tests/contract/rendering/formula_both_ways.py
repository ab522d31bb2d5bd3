"""`python -m tests.contract.rendering.formula_both_ways FOLDER`: typeset in a box and by `manim`.

Says "equal" when every frame is. Run where TeX is installed; see `test_tex_host.py`.
"""

import sys
import threading
from pathlib import Path

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.rendering import QUALITIES, BubblewrapSandbox, Rendered, Renderer, RenderPlan
from backend.testing.box_users import own_uids
from tests.golden.render.frame_judge import reference_hashes

SEED = 0
SCENE = r"""
from manim import *


class Formula(Scene):
    def construct(self):
        equation = MathTex(r"\int_0^1 x^2 \, dx", "=", r"\frac{1}{3}")
        note = Tex(r"an area in $\mathbb{R}^2$").next_to(equation, DOWN)
        self.play(Write(equation), run_time=0.4)
        self.add(note, DecimalNumber(3.14).to_edge(UP))
        self.wait(0.2)
"""


def main(folder: Path) -> str:
    """Both ways; answers what came of it."""
    quality = QUALITIES["480p15"]
    size = (quality.width, quality.height, quality.fps)
    expected = reference_hashes(SCENE, "Formula", folder / "manim", seed=SEED, size=size)
    clock, state = SystemClock(), folder / "state"
    sandbox = BubblewrapSandbox(clock=clock, state_dir=state, first_uid=own_uids(0))
    renderer = Renderer(sandbox, clock=clock, ids=SystemIds(), work_dir=folder / "work")
    try:
        outcome = renderer.render(
            RenderPlan(source=SCENE, quality=quality, seed=SEED, frame_hashes=True),
            on_progress=lambda _: None,
            cancel=threading.Event(),
        )
        if not isinstance(outcome, Rendered) or outcome.frame_hashes is None:
            return str(outcome)
        found = outcome.frame_hashes.read_text().split()
        return "equal" if found == expected != [] else f"{found} is not {expected}"
    finally:
        renderer.close()


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])) + "\n")
