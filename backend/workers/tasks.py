"""The tasks: parse, claim, one service call."""

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


def declare_tasks(celery: Celery, runner: JobRunner, shop: Workshop) -> None:
    """Register every task of the worker."""

    def generate(job: GenerateJob) -> str:
        return runner.run(_ref(job), lambda run: plan_session(job, run, shop), **_ids(job))

    def edit(job: EditJob) -> str:
        return _make(job)

    def render(job: RenderJob) -> str:
        return _make(job)

    def _make(job: EditJob | RenderJob) -> str:
        def work(run: JobRun) -> None:
            if isinstance(job, RenderJob) and job.split is not None:
                SceneSplitter(job, job.split, run, shop).make()
            else:
                SceneMaker(job, run, shop).make()

        ids = {"sceneId": job.scene_id, "sceneVersion": job.version}
        return runner.run(_ref(job), work, **_ids(job), **ids)

    def export(job: ExportJob) -> str:
        def work(run: JobRun) -> None:
            SessionExporter(job, run, shop).make()

        return runner.run(_ref(job), work, **_ids(job))

    declare(celery, "jobs.export", ExportJob, export)
    declare(celery, "jobs.generate", GenerateJob, generate)
    declare(celery, "jobs.edit", EditJob, edit)
    declare(celery, "jobs.render", RenderJob, render)


def _ref(job: OwnedJob) -> JobRef:
    return JobRef(job.job_id, job.attempt, job.correlation_id)


def _ids(job: OwnedJob) -> dict[str, str]:
    return {"projectId": job.project_id, "sessionId": job.session_id}
