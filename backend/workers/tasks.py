"""The tasks: parse, claim, one service call."""

from collections.abc import Callable
from functools import partial

from celery import Celery

from backend.convex_client.callbacks import JobRef
from backend.services.export.export_session import SessionExporter
from backend.services.export.split_scene import SceneSplitter
from backend.services.jobs.messages import (
    AnyJob,
    EditJob,
    ExportJob,
    GenerateJob,
    Job,
    RenderJob,
    SweepJob,
)
from backend.services.jobs.run import JobRun, JobRunner
from backend.services.objects.sweep import StoreSweeper
from backend.services.pipeline import failures
from backend.services.pipeline.make_scene import SceneMaker
from backend.services.pipeline.plan_session import plan_session
from backend.services.pipeline.workshop import Workshop
from backend.workers.door import declare
from backend.workers.own_keys import OwnKeys


def declare_tasks(
    celery: Celery,
    runner: JobRunner,
    shop: Workshop,
    *,
    own_keys: OwnKeys,
    sweeper: StoreSweeper,
    on_taken: Callable[[str, Job, int | None], None],
) -> None:
    """Register every task; `on_taken` hears the queue, the job and the time of its acceptance."""

    def run(job: AnyJob, work: Callable[[JobRun], None], **ids: object) -> str:
        ref = JobRef(job.job_id, job.attempt, job.correlation_id)
        place = {"projectId": job.project_id, "sessionId": job.session_id}
        return runner.run(ref, work, fail=partial(failures.report, job), **place, **ids)

    def generate(job: GenerateJob) -> str:
        return run(job, own_keys.work(job, shop, partial(plan_session, job)))

    def make(job: EditJob | RenderJob) -> str:
        def do(attempt: JobRun, mine: Workshop) -> None:
            if isinstance(job, RenderJob) and job.split is not None:
                SceneSplitter(job, job.split, attempt, mine).make()
            else:
                SceneMaker(job, attempt, mine).make()

        work = own_keys.work(job, shop, do)
        return run(job, work, sceneId=job.scene_id, sceneVersion=job.version)

    def edit(job: EditJob) -> str:
        return make(job)

    def render(job: RenderJob) -> str:
        return make(job)

    def export(job: ExportJob) -> str:
        return run(job, lambda attempt: SessionExporter(job, attempt, shop).make())

    def sweep(job: SweepJob) -> str:
        # In no ledger, so nothing is claimed: done twice, it finds nothing the second time.
        sweeper.sweep(correlation_id=job.correlation_id)
        return "swept"

    from_authors, from_renderers = partial(on_taken, "author"), partial(on_taken, "render")
    declare(celery, "jobs.generate", GenerateJob, generate, on_taken=from_authors)
    declare(celery, "jobs.edit", EditJob, edit, on_taken=from_authors)
    declare(celery, "jobs.render", RenderJob, render, on_taken=from_renderers)
    declare(celery, "jobs.export", ExportJob, export, on_taken=partial(on_taken, "export"))
    declare(celery, "jobs.sweep", SweepJob, sweep, on_taken=partial(on_taken, "maintenance"))
