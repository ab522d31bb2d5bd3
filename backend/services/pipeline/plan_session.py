"""Generate: a prompt becomes a plan; Convex makes the scenes and dispatches them."""

from backend.authoring.port import SceneOutline
from backend.errors import ServiceError
from backend.log import get_logger
from backend.services.jobs.messages import GenerateJob
from backend.services.jobs.run import JobRun, ProgressNote
from backend.services.pipeline import failures
from backend.services.pipeline.metering import metered
from backend.services.pipeline.workshop import Workshop

_LOG = get_logger(__name__)
_ROUTE = "/callbacks/session-updated"


def plan_session(job: GenerateJob, run: JobRun, shop: Workshop) -> None:
    """Plan and hand the plan over; a failure is reported, never raised."""
    session: dict[str, object] = {"sessionId": job.session_id}
    planning = ProgressNote("planning").as_json()
    run.report(_ROUTE, {**session, "status": "generating", "progress": planning})
    started = shop.clock.monotonic_s()

    def on_scene(begun: int, count: int) -> None:
        note = ProgressNote("planning", begun, count).as_json()
        run.note(lambda: (_ROUTE, {**session, "status": "generating", "progress": note}))

    try:
        plan = shop.author.plan(
            job.prompt,
            job.scene_count,
            settings=job.settings.model_dump(by_alias=True),
            on_scene=on_scene,
        )
    except ServiceError as error:
        failure = failures.of_error(error)
        run.report(_ROUTE, {**session, "status": "error", "error": failure.as_json()}, durable=True)
        shop.observed.job_ended("generate", "failed", failure.code)
        return
    shop.observed.authored("plan", shop.clock.monotonic_s() - started)
    run.stop.check()
    _LOG.info("session.planned", scenes=len(plan.scenes))
    body: dict[str, object] = {
        **session,
        "status": "generating",
        "title": plan.title,
        "plan": [_item(outline) for outline in plan.scenes],
        **metered(plan.usage, shop.prices),
    }
    run.report(_ROUTE, body, durable=True)
    shop.observed.job_ended("generate", "succeeded", "")


def _item(outline: SceneOutline) -> dict[str, object]:
    return {
        "title": outline.title,
        "summary": outline.goal,
        "durationSeconds": outline.seconds,
        "draft": dict(outline.hint),
    }
