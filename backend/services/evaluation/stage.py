"""The renderer as the authoring pipeline's stage."""

import threading
from collections.abc import Callable
from typing import Protocol

from backend.authoring.pipeline import Rehearsal
from backend.rendering.errors import PlanInvalidError
from backend.rendering.outcome import Inspected, LimitHit, Rejected
from backend.rendering.plan import Quality, RenderPlan
from backend.rendering.sandbox.supervise import CancelToken
from backend.services.pipeline.rehearse import rehearsal_of


class Inspector(Protocol):
    """The renderer, as far as a dry run needs it."""

    def inspect(self, plan: RenderPlan, *, cancel: CancelToken) -> Inspected | Rejected | LimitHit:
        """Say what a scene contains, without drawing it."""
        ...


class RendererStage:
    """Dry runs in the sandbox, at the size that the scene will have."""

    def __init__(
        self,
        renderer: Inspector,
        *,
        quality: Quality,
        seconds_max: int = 30,
        tell: Callable[[str], None] = lambda _stage: None,
    ) -> None:
        self._renderer = renderer
        self._quality = quality
        self._seconds_max = seconds_max
        self._tell = tell
        self._cancel = threading.Event()

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        try:
            plan = RenderPlan(
                source=code,
                scene=scene_name,
                quality=self._quality,
                deadline_seconds=self._seconds_max,
            )
        except PlanInvalidError as error:
            return Rehearsal(ok=False, kind="CODE_REJECTED", message=error.message, hopeless=True)
        return rehearsal_of(self._renderer.inspect(plan, cancel=self._cancel))

    def tell(self, stage: str) -> None:
        self._tell(stage)
