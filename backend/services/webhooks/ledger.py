"""The ledger of deliveries, through Convex's signed server door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from backend.webhooks.delivery import Tried
from backend.webhooks.schedule import Outcome


class Due(BaseModel):
    """A delivery that this worker holds until its lease ends; `attempt` counts from 1."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")

    delivery_id: str
    endpoint_id: str
    claim: str
    webhook_id: str
    event_type: str
    attempt: int
    url: str
    headers: dict[str, str] = Field(default_factory=dict)
    secrets: list[str]
    body: str
    ordered: bool = False
    rate_per_second: float = 10.0


@dataclass(frozen=True)
class Claimed:
    """What is held now, and when more will be due."""

    deliveries: list[Due]
    next_due_ms: int | None


@dataclass(frozen=True)
class Recorded:
    """What one try means, to be written down."""

    tried: Tried
    outcome: Outcome
    next_attempt_ms: int | None


class Notice(BaseModel):
    """An endpoint was switched off, and this is who should know."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    email: str
    url: str
    reason: Literal["gone", "failing"]
    description: str | None = None


class Ledger(Protocol):
    """Where deliveries are kept."""

    async def claim(self, *, limit: int, lease_ms: int) -> Claimed:
        """Hold up to `limit` deliveries that are due."""
        ...

    async def record(self, due: Due, how: Recorded) -> Notice | None:
        """Write a try down; ignored when the claim is no longer ours."""
        ...

    async def renew(self, due: Due, *, lease_ms: int) -> bool:
        """Hold a delivery for longer; False when it is no longer ours."""
        ...


class ServerRoutes(Protocol):
    """Calls a signed `/server/<name>` route of Convex."""

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """The route's answer."""
        ...


class _ClaimAnswer(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore")
    deliveries: list[Due]
    next_due_at: float | None = None


class _RecordAnswer(BaseModel):
    model_config = ConfigDict(extra="ignore")
    notice: Notice | None = None


class ConvexLedger:
    """The real ledger."""

    def __init__(self, routes: ServerRoutes) -> None:
        self._routes = routes

    async def claim(self, *, limit: int, lease_ms: int) -> Claimed:
        args = {"limit": limit, "leaseMs": lease_ms}
        answer = _ClaimAnswer.model_validate(await self._routes.call("webhooks.claimDue", args))
        due_at = answer.next_due_at
        return Claimed(answer.deliveries, int(due_at) if due_at is not None else None)

    async def record(self, due: Due, how: Recorded) -> Notice | None:
        fields: dict[str, object | None] = {
            "deliveryId": due.delivery_id,
            "claim": due.claim,
            "outcome": how.outcome,
            "latencyMs": how.tried.latency_ms,
            "status": how.tried.status,
            "error": how.tried.error,
            "responseExcerpt": how.tried.excerpt,
            "location": how.tried.location,
            "nextAttemptAt": how.next_attempt_ms,
        }
        args = {name: value for name, value in fields.items() if value is not None}
        answer = await self._routes.call("webhooks.recordAttempt", args)
        return _RecordAnswer.model_validate(answer).notice

    async def renew(self, due: Due, *, lease_ms: int) -> bool:
        args = {"deliveryId": due.delivery_id, "claim": due.claim, "leaseMs": lease_ms}
        return bool((await self._routes.call("webhooks.renewClaim", args)).get("renewed"))
