"""`/health/live`, `/health/ready` and `/metrics`."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx
from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from backend.api.dependencies import GetParts, Parts
from backend.config import ALL_QUEUES
from backend.errors import ServiceError

router = APIRouter(tags=["health"])
_CHECK_SECONDS = 2.0


class Dependency(BaseModel):
    """Something the API needs, and what to do when it is away."""

    ok: bool
    advice: str | None = None


class Health(BaseModel):
    """Whether the API can do its work."""

    status: str
    release: str
    dependencies: dict[str, Dependency]


@router.get("/health/live", summary="Is the process alive")
async def live() -> dict[str, str]:
    """Answers as long as the process can answer anything."""
    return {"status": "alive"}


@router.get(
    "/health/ready",
    summary="Can it do its work",
    responses={503: {"model": Health, "description": "Something it needs is away."}},
)
async def ready(parts: GetParts, response: Response) -> Health:
    """Asks each dependency; names what is away and what to try."""
    checks: dict[str, tuple[Callable[[], Awaitable[object]], str]] = {
        "queue": (parts.queue.ping, "Start Redis or Valkey, or correct REDIS_URL."),
        "convex": (
            lambda: _reach(parts, parts.settings.convex_url),
            "Start Convex, or correct CONVEX_URL.",
        ),
        "storage": (
            lambda: asyncio.to_thread(parts.storage.check),
            "Start the object store and run `python -m backend.storage.setup`.",
        ),
    }
    found = await asyncio.gather(*(_ask(ask, advice) for ask, advice in checks.values()))
    dependencies = dict(zip(checks, found, strict=True))
    is_ready = all(each.ok for each in found)
    if not is_ready:
        response.status_code = 503
    return Health(
        status="ready" if is_ready else "not_ready",
        release=parts.settings.release,
        dependencies=dependencies,
    )


@router.get("/metrics", summary="Figures for Prometheus", response_class=PlainTextResponse)
async def metrics(parts: GetParts) -> Response:
    """Figures in Prometheus' text form."""
    try:
        depths = await parts.queue.depths(ALL_QUEUES)
    except ServiceError:
        depths = {}
    for queue, depth in depths.items():
        parts.metrics.queue_depth.labels(queue=queue).set(depth)
    return Response(generate_latest(parts.metrics.registry), media_type=CONTENT_TYPE_LATEST)


async def _ask(ask: Callable[[], Awaitable[object]], advice: str) -> Dependency:
    try:
        await asyncio.wait_for(ask(), _CHECK_SECONDS)
    except (ServiceError, TimeoutError, httpx.HTTPError):
        return Dependency(ok=False, advice=advice)
    return Dependency(ok=True)


async def _reach(parts: Parts, url: str) -> None:
    answer = await parts.http.get(f"{url.rstrip('/')}/version")
    answer.raise_for_status()
