"""Jobs and exports."""

from typing import Literal, Self

from pydantic import Field, model_validator

from backend.api.v1.shapes.base import Answer, Ask, Failure, Ms, OwnId, Progress

JobStatus = Literal[
    "queued", "dispatched", "running", "succeeded", "failed", "cancelled", "superseded"
]
ExportStatus = Literal["queued", "rendering", "uploading", "ready", "error", "cancelled"]
Format = Literal["mp4", "gif", "webm"]
Dither = Literal["none", "pattern", "diffusion"]
# A GIF counts in hundredths of a second, and browsers slow down what stays for less than two.
GIF_FPS_MAX = 50
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


class Picture(Ask):
    """How a GIF or a WebM looks; what is left out is chosen."""

    width: int | None = Field(
        default=None, ge=16, le=3840, description="In pixels; the height follows. Not for MP4."
    )
    colors: int | None = Field(default=None, ge=2, le=256, description="Of a GIF's palette.")
    dither: Dither | None = Field(
        default=None, description="How a GIF shows the colors between those of its palette."
    )


class NewExport(Ask):
    """A file to make of a session's scenes."""

    format: Format = "mp4"
    quality: Quality = Field(default="source", description="Lines of the short side.")
    fps: int | None = Field(
        default=None, ge=1, le=60, description="The session's when left out; at most 50 for a GIF."
    )
    captions: bool = Field(default=False, description="Adds a WebVTT file with the narration.")
    picture: Picture | None = None

    @model_validator(mode="after")
    def _fits_the_format(self) -> Self:
        picture = self.picture or Picture()
        if self.format == "gif" and (self.fps or 0) > GIF_FPS_MAX:
            reason = f"a GIF shows at most {GIF_FPS_MAX} frames a second"
            raise ValueError(reason)
        if self.format != "gif" and (picture.colors or picture.dither):
            reason = "colors and dither are for GIF"
            raise ValueError(reason)
        if self.format == "mp4" and picture.width:
            reason = "width is for GIF and WebM; an MP4 has a quality"
            raise ValueError(reason)
        return self


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
    captions: bool
    captions_url: str | None = None
    picture: Picture | None = None
    bytes: int | None = None
    duration_in_frames: int | None = None
    width: int | None = None
    height: int | None = None
    checksum: str | None = None
    error: Failure | None = None
    job_id: str | None = None
    created_at: Ms
    finished_at: Ms | None = None


class ExportStarted(Answer):
    """An export that has begun."""

    job_id: str
    export_id: str
