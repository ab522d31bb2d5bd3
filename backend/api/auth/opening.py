"""Opens identity for the app: settings, the door to Convex and Redis in, `AuthState` out."""

import httpx

from backend.api.auth.options import options_from
from backend.api.auth.wiring import AuthState, build_auth
from backend.clock import Clock
from backend.config import Settings
from backend.convex_client.door import Door
from backend.ids import IdSource
from backend.services.convex_door import ServerRoutes
from backend.services.identity.convex_store import ConvexIdentityStore
from backend.services.rate_limits import Limiter


def open_auth(
    settings: Settings,
    door: Door,
    *,
    limiter: Limiter,
    clock: Clock,
    ids: IdSource,
    http: httpx.AsyncClient,
) -> AuthState:
    """Wire identity over Convex.

    Raises:
        KeysMissingError: there is no usable signing key and none may be made.
    """
    store = ConvexIdentityStore(ServerRoutes(door, ids=ids))
    return build_auth(
        options_from(settings), store, limiter=limiter, clock=clock, ids=ids, http=http
    )
