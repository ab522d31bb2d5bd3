"""The tasks: parse, claim, one service call."""

from collections.abc import Callable
from functools import partial

from celery import Celery

from backend.convex_client.callbacks import JobRef
from backend.services.export.export_session import SessionExporter
from backend.services.export.split_scene import SceneSplitter
from backend.services.jobs.messages import EditJob, ExportJob, GenerateJob, OwnedJob, RenderJob
from backend.services.jobs.run import JobRun, JobRunner
from backend.services.pipeline.make_scene import SceneMaker
from backend.services.pipeline.plan_session import plan_session
from backend.services.pipeline.workshop import Workshop
from backend.workers.door import declare


def declare_tasks(
    celery: Celery, runner: JobRunner, shop: Workshop, *, on_taken: Callable[[str, int], None]
) -> None:
    """Register every task of the worker; `on_taken` hears the queue and the time of acceptance."""

    def generate(job: GenerateJob) -> str:
        return runner.run(_ref(job), lambda run: plan_session(job, run, shop), **_ids(job))

    def make(job: EditJob | RenderJob) -> str:
        def work(run: JobRun) -> None:
            if isinstance(job, RenderJob) and job.split is not None:
                SceneSplitter(job, job.split, run, shop).make()
            else:
                SceneMaker(job, run, shop).make()

        ids = {"sceneId": job.scene_id, "sceneVersion": job.version}
        return runner.run(_ref(job), work, **_ids(job), **ids)

    def edit(job: EditJob) -> str:
        return make(job)

    def render(job: RenderJob) -> str:
        return make(job)

    def export(job: ExportJob) -> str:
        return runner.run(
            _ref(job), lambda run: SessionExporter(job, run, shop).make(), **_ids(job)
        )

    from_authors, from_renderers = partial(on_taken, "author"), partial(on_taken, "render")
    declare(celery, "jobs.generate", GenerateJob, generate, on_taken=from_authors)
    declare(celery, "jobs.edit", EditJob, edit, on_taken=from_authors)
    declare(celery, "jobs.render", RenderJob, render, on_taken=from_renderers)
    declare(celery, "jobs.export", ExportJob, export, on_taken=partial(on_taken, "export"))


def _ref(job: OwnedJob) -> JobRef:
    return JobRef(job.job_id, job.attempt, job.correlation_id)


def _ids(job: OwnedJob) -> dict[str, str]:
    return {"projectId": job.project_id, "sessionId": job.session_id}
