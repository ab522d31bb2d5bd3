"""Jobs and exports."""

from typing import Literal

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask, Failure, Ms, OwnId, Progress

JobStatus = Literal[
    "queued", "dispatched", "running", "succeeded", "failed", "cancelled", "superseded"
]
ExportStatus = Literal["queued", "rendering", "uploading", "ready", "error", "cancelled"]
Format = Literal["mp4", "gif", "webm"]
Quality = Literal["480p", "720p", "1080p", "1440p", "2160p", "source"]


class Job(Answer):
    """A piece of work: writing, rendering or exporting."""

    id: OwnId
    kind: Literal["generate", "edit", "render", "split", "export"]
    status: JobStatus
    project_id: str
    session_id: str
    scene_id: str | None = None
    version: int | None = None
    export_id: str | None = None
    attempt: int
    max_attempts: int
    correlation_id: str
    error: Failure | None = None
    created_at: Ms
    started_at: Ms | None = None
    finished_at: Ms | None = None


class JobList(Answer):
    """The caller's unfinished jobs."""

    items: list[Job]


class Cancelled(Answer):
    """Whether there was still something to cancel."""

    cancelled: bool


class Retried(Answer):
    """The jobs that try again."""

    job_ids: list[str]


class NewExport(Ask):
    """A file to make of a session's scenes."""

    format: Format = "mp4"
    quality: Quality = "source"
    fps: int | None = Field(default=None, ge=1, le=120, description="The session's when left out.")
    captions: bool = False


class Export(Answer):
    """One exported file."""

    id: OwnId
    session_id: str
    format: Format
    quality: Quality
    fps: float
    status: ExportStatus
    progress: Progress | None = None
    url: str | None = None
    bytes: int | None = None
    duration_in_frames: int | None = None
    checksum: str | None = None
    error: Failure | None = None
    job_id: str | None = None
    created_at: Ms
    finished_at: Ms | None = None


class ExportStarted(Answer):
    """An export that has begun."""

    job_id: str
    export_id: str
