"""The public surface, opened in one call: `/auth`, `/.well-known` and `/v1`.

The app includes `public_routers()` and calls `open_public` when its lifespan starts.
"""

from fastapi import APIRouter, FastAPI
from redis.asyncio import Redis

from backend.api.auth import router as auth_router
from backend.api.auth.opening import open_auth
from backend.api.v1 import open_v1
from backend.api.v1 import router as v1_router
from backend.clock import Clock
from backend.config import ALL_QUEUES, Settings
from backend.convex_client.door import Door
from backend.ids import IdSource
from backend.services.rate_limits import FallbackLimiter, MemoryLimiter, RedisLimiter
from backend.services.rest.idempotency import RedisIdempotencyStore
from backend.services.rest.operations_view import RedisOperationsView


def public_routers() -> list[APIRouter]:
    """The routers of programs and of people who sign in."""
    return [auth_router, v1_router]


def open_public(
    app: FastAPI, settings: Settings, *, door: Door, redis: Redis, clock: Clock, ids: IdSource
) -> None:
    """Put what the routers need on the app.

    Raises:
        KeysMissingError: there is no usable signing key and none may be made.
    """
    limiter = FallbackLimiter(RedisLimiter(redis), MemoryLimiter(clock))
    auth = open_auth(settings, door, limiter=limiter, clock=clock, ids=ids)
    queues = tuple(f"{settings.queue_prefix}{name}" for name in ALL_QUEUES)
    app.state.auth = auth
    app.state.v1 = open_v1(
        settings.convex_url,
        door,
        auth.identity.tokens,
        limiter=limiter,
        idempotency=RedisIdempotencyStore(redis),
        operations=RedisOperationsView(redis, queues=queues),
        clock=clock,
        ids=ids,
    )
