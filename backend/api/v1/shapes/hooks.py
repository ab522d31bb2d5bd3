"""Inbound hooks, and the schemas of outbound events."""

from typing import Literal

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask, Ms, OwnId

Action = Literal["generate", "edit"]


class NewHook(Ask):
    """An address by which another tool starts work as you."""

    name: str = Field(min_length=1, max_length=200, examples=["Release notes"])
    action: Action = Field(description="`generate` makes a session, `edit` a version of a scene.")
    prompt: str = Field(
        min_length=1,
        max_length=4000,
        description="The mapping: `{{a.b.0}}` stands for what the call's JSON holds there, and "
        "`{{a.b | text}}` for the text when it holds nothing.",
        examples=["Explain the release {{release.name}}: {{release.body | no notes}}"],
    )
    project_id: str | None = Field(default=None, max_length=100)
    scene_count: int | None = Field(default=None, ge=1, le=50)
    scene_id: str | None = Field(default=None, max_length=100, description="For `edit`.")
    signed: bool | None = Field(
        default=None, description="Take only calls that are signed by Standard Webhooks."
    )
    rate_per_minute: int | None = Field(default=None, ge=1, le=600)


class HookMade(Answer):
    """A new hook; its token and secret are shown this once."""

    hook_id: str
    token: str = Field(examples=["swh_…"])
    secret: str | None = Field(default=None, examples=["whsec_…"])


class HookInfo(Answer):
    """What other tools may start by an address; the token is not kept anywhere."""

    id: OwnId
    name: str
    prefix: str
    action: Action
    prompt: str
    project_id: str | None = None
    scene_count: int | None = None
    scene_id: str | None = None
    is_signed: bool
    rate_per_minute: float
    created_at: Ms
    last_used_at: Ms | None = None
    revoked_at: Ms | None = None


class HookStarted(Answer):
    """What the call started; a repeat with the same `webhook-id` gets the same answer."""

    action: Action
    job_id: str
    session_id: str | None = None
    scene_id: str | None = None
    version: int | None = None


class EventSchemas(Answer):
    """A JSON Schema for each event, by its type."""

    schema_version: int
    events: dict[str, dict[str, object]]
