"""What the `/v1` routes stand on."""

from dataclasses import dataclass

from backend.clock import Clock
from backend.convex_client.door import Door
from backend.ids import IdSource
from backend.services.convex_door import ServerRoutes
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import Limiter
from backend.services.rest.functions import FunctionDoor, HttpFunctionDoor
from backend.services.rest.idempotency import IdempotencyStore
from backend.services.rest.operations_view import OperationsView
from backend.services.rest.principals import Principals
from backend.services.rest.waiting import Pause, RealPause


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


def open_v1(
    convex_url: str,
    door: Door,
    tokens: TokenIssuer,
    *,
    limiter: Limiter,
    idempotency: IdempotencyStore,
    operations: OperationsView,
    clock: Clock,
    ids: IdSource,
) -> V1State:
    """Wire `/v1` over a Convex deployment."""
    return V1State(
        principals=Principals(ServerRoutes(door, ids=ids), tokens),
        functions=HttpFunctionDoor(convex_url),
        limiter=limiter,
        idempotency=idempotency,
        operations=operations,
        clock=clock,
        pause=RealPause(),
    )
