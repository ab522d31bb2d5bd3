"""The caller: usage, limits and API keys; and what an admin sees."""

from typing import Literal

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask, Ms, OwnId
from backend.api.v1.shapes.work import Job

KeyScope = Literal["read", "edit", "webhooks"]


class Day(Answer):
    """What was used on one day (UTC)."""

    day: str
    renders: int
    generates: int
    exports: int
    render_ms: float
    frames: int
    video_ms: float = Field(description="Length of the video that was made, in milliseconds.")
    input_tokens: int
    output_tokens: int


class Limits(Answer):
    """What may be used."""

    concurrent_jobs: int
    renders_per_day: int
    video_minutes_per_day: float
    tokens_per_day: int
    projects: int
    sessions_per_project: int
    scenes_per_session: int
    prompt_chars: int


class Usage(Answer):
    """Use against limits; `resetsAt` is when the day's counts start again."""

    today: Day
    days: list[Day]
    limits: Limits
    active_jobs: int
    projects: int
    resets_at: Ms


class Me(Answer):
    """Who the credential acts as, and what it may do."""

    external_id: str
    name: str | None = None
    email: str | None = None
    role: Literal["user", "admin"]
    scopes: list[str]


class NewKey(Ask):
    """An API key to make."""

    name: str = Field(min_length=1, max_length=100, examples=["Build server"])
    scopes: list[KeyScope] = Field(min_length=1, max_length=3)
    expires_in_days: int | None = Field(default=None, ge=1, le=3650)
    rate_per_minute: int | None = Field(default=None, ge=1, le=6000)


class KeyMade(Answer):
    """A new key, which is shown this once."""

    api_key_id: str
    key: str
    prefix: str


class Key(Answer):
    """An API key; the key itself is not kept anywhere."""

    id: OwnId
    name: str
    prefix: str
    scopes: list[KeyScope]
    rate_per_minute: float
    created_at: Ms
    last_used_at: Ms | None = None
    expires_at: Ms | None = None
    revoked_at: Ms | None = None


class AdminUser(Answer):
    """A person, as an admin sees them."""

    id: OwnId
    external_id: str
    name: str | None = None
    email: str | None = None
    role: Literal["user", "admin"]
    created_at: Ms


class AdminJob(Job):
    """A job and whose it is."""

    owner_id: str


class FailureClass(Answer):
    """How often a code was the end of a job."""

    code: str
    count: int


class Overview(Answer):
    """The state of the work, over the newest jobs."""

    jobs: dict[str, int]
    failures: list[FailureClass]
    sampled_jobs: int


class QueueDepth(Answer):
    """How much waits in a queue."""

    name: str
    waiting: int


class Operations(Answer):
    """Queues and storage."""

    queues: list[QueueDepth]
    stored_objects: int | None = Field(description="None when the store does not answer.")
    stored_bytes: int | None = Field(description="None when the store does not answer.")
    stored_whole: bool | None = Field(
        default=None, description="False when the store holds more than was counted."
    )
    stored_counted_at: Ms | None = Field(default=None, description="Counted again after a while.")
