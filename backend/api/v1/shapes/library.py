"""Projects and sessions."""

from typing import Literal

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask, Failure, Ms, OwnId, Progress

SessionStatus = Literal["idle", "queued", "generating", "rendering", "ready", "error"]
_EXAMPLE_PROMPT = "Explain the Pythagorean theorem with squares on the sides."


class NewProject(Ask):
    """A project to make."""

    title: str = Field(min_length=1, max_length=200, examples=["Geometry"])
    description: str | None = Field(default=None, max_length=2000)


class ProjectChange(Ask):
    """What to change about a project."""

    title: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=2000)


class Project(Answer):
    """A folder of sessions."""

    id: OwnId
    title: str
    description: str | None = None
    poster_url: str | None = None
    session_count: int
    created_at: Ms
    updated_at: Ms


class Look(Ask):
    """How the videos of a session look."""

    target_fps: int | None = Field(default=None, ge=1, le=120)
    width: int | None = Field(default=None, ge=16, le=3840)
    height: int | None = Field(default=None, ge=16, le=3840)
    theme: str | None = Field(default=None, max_length=100)
    language: str | None = Field(default=None, max_length=35)
    style: str | None = Field(default=None, max_length=200)


class NewSession(Ask):
    """A session to make; with a prompt, it is written and rendered at once."""

    prompt: str | None = Field(
        default=None, min_length=1, max_length=4000, examples=[_EXAMPLE_PROMPT]
    )
    scene_count: int = Field(default=4, ge=1, le=20)
    project_id: str | None = Field(
        default=None, max_length=100, description="Left out, a project is made for it."
    )
    title: str | None = Field(default=None, min_length=1, max_length=200)
    settings: Look | None = None


class SessionChange(Ask):
    """What to change about a session."""

    title: str | None = Field(default=None, min_length=1, max_length=200)
    settings: Look | None = None


class Generation(Ask):
    """What to write into a session that is there already."""

    prompt: str = Field(min_length=1, max_length=4000, examples=[_EXAMPLE_PROMPT])
    scene_count: int = Field(default=4, ge=1, le=20)


class Session(Answer):
    """A video in the making: an ordered list of scenes."""

    id: OwnId
    project_id: str
    title: str
    prompt: str | None = None
    status: SessionStatus
    target_fps: int
    width: int
    height: int
    duration_in_frames: int
    scene_count: int
    pending_scenes: int
    failed_scenes: int
    progress: Progress | None = None
    error: Failure | None = None
    poster_url: str | None = None
    job_id: str | None = None
    created_at: Ms
    updated_at: Ms


class Undone(Answer):
    """The step that was undone or done again."""

    operation_id: str
    label: str
