"""Webhook endpoints, deliveries and attempts."""

from typing import Annotated, Literal

from pydantic import Field

from backend.api.v1.shapes.base import Answer, Ask, Ms, OwnId

EventFilter = Annotated[
    str, Field(max_length=50, pattern=r"^(\*|ping|(scene|session|export)\.(\*|[a-z_]+))$")
]
Headers = Annotated[
    dict[
        Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9-]+$")],
        Annotated[str, Field(max_length=1000)],
    ],
    Field(max_length=10),
]
EndpointStatus = Literal["active", "paused", "disabled"]
DeliveryStatus = Literal["pending", "sending", "succeeded", "failed", "dropped"]


class NewEndpoint(Ask):
    """An address to tell about events."""

    url: str = Field(max_length=2000, examples=["https://example.com/hooks/scenewright"])
    events: list[EventFilter] = Field(min_length=1, max_length=20, examples=[["scene.*"]])
    description: str | None = Field(default=None, max_length=500)
    headers: Headers | None = Field(default=None, description="Sent along; values never shown.")
    ordered: bool | None = Field(default=None, description="One at a time per scene, in order.")
    rate_per_second: float | None = Field(default=None, gt=0, le=100)


class EndpointChange(Ask):
    """What to change about an endpoint."""

    url: str | None = Field(default=None, max_length=2000)
    events: list[EventFilter] | None = Field(default=None, min_length=1, max_length=20)
    description: str | None = Field(default=None, max_length=500)
    headers: Headers | None = None
    ordered: bool | None = None
    rate_per_second: float | None = Field(default=None, gt=0, le=100)
    status: Literal["active", "paused"] | None = None


class Endpoint(Answer):
    """Where events go; the secret is never shown again."""

    id: OwnId
    url: str
    events: list[str]
    description: str | None = None
    header_names: list[str] = Field(default_factory=list)
    ordered: bool
    rate_per_second: float
    status: EndpointStatus
    disabled_reason: str | None = None
    failing_since: Ms | None = None
    last_delivery_at: Ms | None = None
    created_at: Ms


class EndpointMade(Answer):
    """A new endpoint and its secret, which is shown this once."""

    endpoint_id: str
    secret: str = Field(examples=["whsec_…"])


class Rotation(Ask):
    """For how long the old secret stays valid beside the new one."""

    overlap_hours: float = Field(default=24, ge=0, le=168)


class Secret(Answer):
    """A new secret, which is shown this once."""

    secret: str


class Delivery(Answer):
    """One event on its way to one endpoint."""

    id: OwnId
    endpoint_id: str
    event_id: str
    webhook_id: str
    event_type: str
    status: DeliveryStatus
    attempts: int
    next_attempt_at: Ms | None = None
    last_status: int | None = None
    last_error: str | None = None
    created_at: Ms
    finished_at: Ms | None = None
    scene_id: str | None = None
    session_id: str | None = None


class Attempt(Answer):
    """One try of a delivery."""

    attempt: int
    at: Ms
    status: int | None = None
    error: str | None = None
    latency_ms: float
    response_excerpt: str | None = None
    location: str | None = None


class AttemptList(Answer):
    """Every try of a delivery, oldest first."""

    items: list[Attempt]


class DeliveryRef(Answer):
    """A delivery that was queued."""

    delivery_id: str


class Replay(Ask):
    """From when to send events again."""

    since: float = Field(ge=0, le=4_102_444_800_000, description="Milliseconds since 1970.")
    only_failed: bool = True


class Replayed(Answer):
    """How many deliveries were queued; call again with `nextSince` until it is null."""

    queued: int
    next_since: float | None = None
