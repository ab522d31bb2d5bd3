"""The public surface, opened in one call: `/auth`, `/.well-known` and `/v1`.

The app includes `public_routers()`, and its lifespan opens `public_parts`.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import APIRouter, FastAPI

from backend.api.auth import router as auth_router
from backend.api.auth.opening import open_auth
from backend.api.dependencies import Parts
from backend.api.v1 import router as v1_router
from backend.api.v1.state import V1State
from backend.config import ALL_QUEUES
from backend.convex_client.door import HttpDoor
from backend.services.convex_door import ServerRoutes
from backend.services.rate_limits import FallbackLimiter, MemoryLimiter, RedisLimiter
from backend.services.redis_door import open_redis
from backend.services.rest.functions import HttpFunctionDoor
from backend.services.rest.idempotency import RedisIdempotencyStore
from backend.services.rest.operations_view import Machinery
from backend.services.rest.principals import Principals
from backend.services.rest.waiting import RealPause
from backend.services.webhooks.inbound import InboundHooks


def public_routers() -> list[APIRouter]:
    """The routers of programs and of people who sign in."""
    return [auth_router, v1_router]


@asynccontextmanager
async def public_parts(app: FastAPI, parts: Parts) -> AsyncGenerator[None]:
    """Put what the routers need on the app, and close it at the end.

    Raises:
        KeysMissingError: there is no usable signing key and none may be made.
    """
    settings, clock, ids = parts.settings, parts.clock, parts.ids
    secret = next(iter(settings.callback_secrets), "")
    door = HttpDoor(settings.convex_site_url, secret=secret, clock=clock)
    functions = HttpFunctionDoor(settings.convex_url)
    redis = open_redis(settings.redis_url)
    limiter = FallbackLimiter(RedisLimiter(redis), MemoryLimiter(clock))
    auth = open_auth(settings, door, limiter=limiter, clock=clock, ids=ids, http=parts.http)
    app.state.auth = auth
    routes = ServerRoutes(door, ids=ids)
    app.state.v1 = V1State(
        principals=Principals(routes, auth.identity.tokens),
        functions=functions,
        limiter=limiter,
        idempotency=RedisIdempotencyStore(redis),
        operations=Machinery(partial(parts.queue.depths, ALL_QUEUES), parts.storage, clock),
        clock=clock,
        pause=RealPause(),
        hooks=InboundHooks(routes, functions, auth.identity.tokens, limiter=limiter, clock=clock),
    )
    try:
        yield
    finally:
        door.close()
        await functions.close()
        await redis.aclose()
