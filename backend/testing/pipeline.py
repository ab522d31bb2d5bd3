"""A pipeline whose every port is a fake, for suites that ask what is reported and stored."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from backend.clock import SystemClock
from backend.convex_client.callbacks import JobRef, Ledger
from backend.convex_client.outbox import Backoff, Outbox
from backend.services.export.export_session import SessionExporter
from backend.services.export.scene_part import part_of
from backend.services.jobs.messages import EditJob, ExportJob, GenerateJob, RenderJob
from backend.services.jobs.run import JobRun, JobRunner
from backend.services.pipeline import failures
from backend.services.pipeline.book import DocumentBook
from backend.services.pipeline.make_scene import SceneMaker
from backend.services.pipeline.plan_session import plan_session
from backend.services.pipeline.workshop import Slots, Workshop
from backend.testing.author import OutlineAuthor
from backend.testing.convex import FakeConvex, FakeDoor, FakeJob
from backend.testing.ids import FakeIds
from backend.testing.renderer import FakeRenderer
from backend.testing.storage import MemoryStorage

CORRELATION = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"
SETTINGS = {"fps": 30, "width": 640, "height": 360}
COMMON: dict[str, Any] = {
    "jobId": "j1",
    "attempt": 1,
    "correlationId": CORRELATION,
    "ownerId": "u1",
    "projectId": "p1",
    "sessionId": "s1",
    "settings": SETTINGS,
}
SCENE: dict[str, Any] = {
    **COMMON,
    "sceneId": "c1",
    "version": 3,
    "birthIndex": 2,
    "scene": {"title": "Waves", "summary": "Light is a wave.", "index": 2, "sceneCount": 4},
}


@dataclass
class PipelineBench:
    """Everything that a pipeline test touches."""

    convex: FakeConvex
    renderer: FakeRenderer
    storage: MemoryStorage
    shop: Workshop
    runner: JobRunner

    def run(self, job: EditJob | RenderJob | GenerateJob | ExportJob) -> FakeJob:
        """Run one attempt to its end."""
        entry = self.convex.add(job.job_id, job.attempt)
        ref = JobRef(job.job_id, job.attempt, job.correlation_id)

        def work(run: JobRun) -> None:
            if isinstance(job, GenerateJob):
                plan_session(job, run, self.shop)
            elif isinstance(job, ExportJob):
                SessionExporter(job, run, self.shop).make()
            else:
                SceneMaker(job, run, self.shop).make()

        self.runner.run(ref, work, fail=partial(failures.report, job))
        return entry


@contextmanager
def open_bench(folder: Path) -> Generator[PipelineBench]:
    """A bench with its outbox draining."""
    convex, ids = FakeConvex(strict=True), FakeIds()
    ledger = Ledger(FakeDoor(convex))
    outbox = Outbox(
        folder / "outbox",
        name="w1",
        ledger=ledger,
        clock=SystemClock(),
        backoff=Backoff(0.01, 0.05),
        random=Random(1),  # noqa: S311 - jitter, not secrets
    )
    outbox.open()
    renderer = FakeRenderer(folder / "renders", ids=ids)
    storage = MemoryStorage()
    shop = Workshop(
        author=OutlineAuthor(),
        book=DocumentBook(),
        renderer=renderer,
        storage=storage,
        clock=SystemClock(),
        slots=Slots(1),
        scratch=folder / "scratch",
        part_of=part_of,
    )
    runner = JobRunner(
        ledger=ledger, outbox=outbox, clock=SystemClock(), ids=ids, heartbeat_seconds=0.05
    )
    yield PipelineBench(convex, renderer, storage, shop, runner)
    outbox.close()


def edit_job(**changes: object) -> EditJob:
    """Write scene c1 from words."""
    body = {**SCENE, "route": "/jobs/edit", "prompt": "Light is a wave.", **changes}
    return EditJob.model_validate(body)


def render_job(**changes: object) -> RenderJob:
    """Render something given as scene c1."""
    return RenderJob.model_validate({**SCENE, "route": "/jobs/render", **changes})


def generate_job(**changes: object) -> GenerateJob:
    """Plan session s1."""
    body = {**COMMON, "route": "/jobs/generate", "sceneCount": 3, "prompt": "x", **changes}
    return GenerateJob.model_validate(body)
