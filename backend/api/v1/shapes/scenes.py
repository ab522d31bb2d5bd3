"""Scenes and their versions."""

from typing import Literal, Self

from pydantic import Field, model_validator

from backend.api.v1.shapes.base import Answer, Ask, Failure, Ms, OwnId, Progress

VersionStatus = Literal[
    "queued",
    "generating_code",
    "rendering",
    "uploading",
    "ready",
    "error",
    "cancelled",
    "superseded",
]
CODE_LENGTH_MAX = 65_536
_EXAMPLE_CODE = (
    "from manim import *\n\n\n"
    "class Hello(Scene):\n"
    "    def construct(self):\n"
    "        self.play(Write(Text('Hello')))\n"
)


class Pending(Answer):
    """The version being made while the live one plays."""

    version: int
    status: VersionStatus
    instruction: str | None = None
    progress: Progress | None = None
    preview_url: str | None = None
    poster_url: str | None = None
    job_id: str
    attempt: int


class Scene(Answer):
    """One scene; the fields about frames and files describe the live version."""

    id: OwnId
    project_id: str
    session_id: str
    index: int
    title: str | None = None
    summary: str | None = None
    narration: str | None = None
    status: VersionStatus
    version: int
    live_version: int | None = None
    pending_version: int | None = None
    start_frame: int
    end_frame: int = Field(description="Inclusive.")
    duration_in_frames: int
    s3_chunk_url: str | None = None
    poster_url: str | None = None
    checksum: str | None = None
    fps: float | None = None
    width: int | None = None
    height: int | None = None
    has_audio: bool | None = None
    mode: Literal["document", "code"] | None = None
    job_id: str | None = None
    error: Failure | None = None
    locked: bool
    updated_at: Ms
    pending: Pending | None = None


class NewScene(Ask):
    """A scene to put into a session; at most one of prompt and code."""

    index: int | None = Field(default=None, ge=0, le=1000)
    title: str | None = Field(default=None, max_length=200)
    prompt: str | None = Field(default=None, min_length=1, max_length=4000)
    code: str | None = Field(default=None, min_length=1, max_length=CODE_LENGTH_MAX)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.prompt is not None and self.code is not None:
            reason = "give a prompt or code, not both"
            raise ValueError(reason)
        return self


class SceneChange(Ask):
    """What to change about a scene without rendering anything."""

    title: str | None = Field(default=None, min_length=1, max_length=200)
    narration: str | None = Field(default=None, max_length=4000)
    locked: bool | None = None


class Edit(Ask):
    """An instruction in plain language."""

    instruction: str = Field(min_length=1, max_length=4000, examples=["Make the circle blue."])


class Code(Ask):
    """Python that replaces the scene's source."""

    code: str = Field(min_length=1, max_length=CODE_LENGTH_MAX, examples=[_EXAMPLE_CODE])
    instruction: str | None = Field(default=None, max_length=4000)


class Revert(Ask):
    """The ready version to play again."""

    version: int = Field(ge=1, le=1_000_000)


class Move(Ask):
    """The place to move a scene to."""

    to_index: int = Field(ge=0, le=1000)


class Split(Ask):
    """Where to cut a scene in two, counted from its own first frame."""

    at_frame: int = Field(ge=1, le=10_000_000)


class Started(Answer):
    """Work that has begun."""

    job_id: str
    scene_id: str | None = None
    version: int | None = None
    superseded: int | None = None


class Version(Answer):
    """One version of a scene; versions never change."""

    id: OwnId
    scene_id: str
    version: int
    status: VersionStatus
    kind: str
    instruction: str | None = None
    mode: Literal["document", "code"] | None = None
    author: str | None = None
    summary: str | None = None
    chunk_url: str | None = None
    poster_url: str | None = None
    checksum: str | None = None
    bytes: int | None = None
    duration_in_frames: int | None = None
    fps: float | None = None
    width: int | None = None
    height: int | None = None
    render_ms: float | None = None
    cache_hit: bool | None = None
    error: Failure | None = None
    created_at: Ms
    finished_at: Ms | None = None
    is_live: bool


class Source(Answer):
    """What a version was rendered from."""

    version: int
    mode: Literal["document", "code"] | None = None
    code: str | None = None
    document: dict[str, object] | None = None
