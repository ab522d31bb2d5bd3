"""What the `/v1` routes stand on."""

from dataclasses import dataclass, field

from backend.clock import Clock
from backend.services.rate_limits import Limiter
from backend.services.rest.functions import FunctionDoor
from backend.services.rest.idempotency import IdempotencyStore
from backend.services.rest.operations_view import OperationsView
from backend.services.rest.places import Places
from backend.services.rest.principals import Principals
from backend.services.rest.waiting import Pause
from backend.services.webhooks.inbound import InboundHooks


@dataclass(frozen=True, kw_only=True)
class V1State:
    """The parts, at `app.state.v1`."""

    principals: Principals
    functions: FunctionDoor
    limiter: Limiter
    idempotency: IdempotencyStore
    operations: OperationsView
    clock: Clock
    pause: Pause
    hooks: InboundHooks
    places: Places = field(default_factory=Places)
