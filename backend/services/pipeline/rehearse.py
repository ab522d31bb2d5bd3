"""The dry run as authoring asks for it: in the sandbox, at the scene's real size, nothing drawn."""

from collections.abc import Callable

from backend.authoring.pipeline import Rehearsal
from backend.rendering.errors import RenderCancelledError
from backend.rendering.outcome import Inspected, LimitHit, Rejected
from backend.rendering.plan import RenderPlan
from backend.services.jobs.run import JobRun
from backend.services.jobs.stop import StoppedError, StopReason
from backend.services.pipeline.workshop import Workshop


class SandboxStage:
    """`backend.authoring.pipeline.Stage` over the renderer, for one attempt."""

    def __init__(
        self,
        run: JobRun,
        shop: Workshop,
        *,
        plan: Callable[[str, str | None], RenderPlan],
        tell: Callable[[str], None],
    ) -> None:
        self._run = run
        self._shop = shop
        self._plan = plan
        self._tell = tell

    def rehearse(self, code: str, scene_name: str | None) -> Rehearsal:
        """Dry-run a scene.

        Raises:
            StoppedError: nobody wants it any more.
            ServiceError: there is no verdict; trying again may help.
        """
        plan = self._plan(code, scene_name)
        started = self._shop.clock.monotonic_s()
        try:
            with self._shop.slots.taken(self._run.stop):
                outcome = self._shop.renderer.inspect(plan, cancel=self._run.stop)
        except RenderCancelledError as error:
            raise StoppedError(self._run.stop.reason or StopReason.CANCELLED) from error
        self._shop.observed.authored("rehearse", self._shop.clock.monotonic_s() - started)
        return rehearsal_of(outcome)

    def tell(self, stage: str) -> None:
        """Say what is done now; raises `StoppedError` when nobody wants it."""
        self._run.stop.check()
        self._tell(stage)


def rehearsal_of(outcome: Inspected | Rejected | LimitHit) -> Rehearsal:
    """The renderer's verdict in authoring's words."""
    match outcome:
        case Inspected():
            return Rehearsal(ok=True, report=outcome.report)
        case Rejected():
            return Rehearsal(
                ok=False,
                kind=outcome.error_class.value,
                error_type=outcome.error_type or "",
                message=outcome.message,
                line=outcome.line,
                rule=outcome.rule,
            )
        case LimitHit():
            return Rehearsal(
                ok=False, kind=outcome.error_class.value, message=outcome.message, hopeless=True
            )
