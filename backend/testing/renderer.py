"""A renderer that draws nothing: it writes a small file and says what it was told to say."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from backend.ids import IdSource
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import (
    Inspected,
    LimitHit,
    Outcome,
    Progress,
    Rejected,
    Rendered,
)
from backend.rendering.plan import RenderPlan
from backend.rendering.sandbox.supervise import CancelToken

Answer = Callable[[RenderPlan, CancelToken], Outcome | None]
Look = Callable[[RenderPlan], Inspected | Rejected | LimitHit]


def looks_fine(_plan: RenderPlan) -> Inspected | Rejected | LimitHit:
    """Nothing is wrong with any scene."""
    return Inspected({"durationInFrames": 30})


def renders(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
    """Every scene is fine."""
    return None


def always(outcome: Outcome) -> Answer:
    """Every scene ends like this."""

    def answer(_plan: RenderPlan, _cancel: CancelToken) -> Outcome | None:
        return outcome

    return answer


class FakeRenderer:
    """Answers plans by a function; `None` means that the scene is fine."""

    def __init__(self, folder: Path, *, ids: IdSource, answer: Answer = renders) -> None:
        self._folder = folder
        self._ids = ids
        self.answer = answer
        self.plans: list[RenderPlan] = []
        # What a dry run says; it is fine unless a test says otherwise.
        self.look: Look = looks_fine
        self.looked_at: list[RenderPlan] = []
        # What a render that looks on the way sees of the layout.
        self.sees: Mapping[str, object] = {}
        self.released: list[Rendered] = []
        # What a render tells on its way, after its first step.
        self.tells: list[Progress] = []

    def render(
        self, plan: RenderPlan, *, on_progress: Callable[[Progress], None], cancel: CancelToken
    ) -> Outcome:
        self.plans.append(plan)
        for progress in (Progress("stepping", 1, 2), *self.tells):
            on_progress(progress)
        outcome = self.answer(plan, cancel)
        if cancel.is_set():
            message = "The render was cancelled."
            raise RenderCancelledError(message)
        return outcome or self._rendered(plan)

    def inspect(self, plan: RenderPlan, *, cancel: CancelToken) -> Inspected | Rejected | LimitHit:
        self.looked_at.append(plan)
        outcome = self.look(plan)
        if cancel.is_set():
            message = "The dry run was cancelled."
            raise RenderCancelledError(message)
        return outcome

    def release(self, outcome: Rendered) -> None:
        self.released.append(outcome)

    def _rendered(self, plan: RenderPlan) -> Rendered:
        folder = self._folder / self._ids.uuid()
        folder.mkdir(parents=True)
        chunk, poster = folder / "chunk.mp4", folder / "poster.jpg"
        chunk.write_bytes(f"film of {plan.source}".encode())
        poster.write_bytes(f"poster of {plan.source}".encode())
        return Rendered(
            chunk=chunk,
            poster=poster,
            preview=None,
            frame_hashes=None,
            sha256=hashlib.sha256(chunk.read_bytes()).hexdigest(),
            bytes=chunk.stat().st_size,
            duration_in_frames=30,
            fps=plan.quality.fps,
            width=plan.quality.width,
            height=plan.quality.height,
            codec="h264",
            has_audio=False,
            render_ms=5,
            cache_hit=False,
            report=self.sees if plan.inspect else {},
        )
