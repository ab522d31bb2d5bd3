"""The composition root of the API: settings in, application out."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.utils import get_openapi

from backend.api import health, jobs, webhook_check, wishes
from backend.api.dependencies import ObservedQueue, Parts
from backend.api.errors import install_error_handlers
from backend.api.metrics import ApiMetrics
from backend.api.public import public_parts, public_routers
from backend.api.queue import RedisJobQueue
from backend.api.requests import RequestLine
from backend.api.v1.gate import RATE_HEADERS
from backend.clock import Clock, SystemClock
from backend.config import Settings
from backend.ids import IdSource, SystemIds
from backend.storage.port import Storage
from backend.storage.s3 import S3Options, S3Storage
from backend.telemetry import trace_headers
from backend.webhooks.delivery import Resolver, SystemResolver


@dataclass(frozen=True)
class Replacements:
    """Parts that a test brings along instead of the real ones."""

    clock: Clock | None = None
    ids: IdSource | None = None
    queue: ObservedQueue | None = None
    storage: Storage | None = None
    http: httpx.AsyncClient | None = None
    resolver: Resolver | None = None


def routers() -> list[APIRouter]:
    """Every router of the API, in the order of the documentation."""
    return [health.router, jobs.router, wishes.router, webhook_check.router, *public_routers()]


def create_app(settings: Settings, *, instead: Replacements | None = None) -> FastAPI:
    """Build the API. Nothing is opened before its lifespan starts."""
    given = instead or Replacements()
    app = FastAPI(
        title="Scenewright",
        summary="Signed jobs from Convex, sign-in, and the REST API for programs.",
        version=settings.release,
        lifespan=_lifespan,
    )
    clock, ids = given.clock or SystemClock(), given.ids or SystemIds()
    queue = given.queue or RedisJobQueue(
        settings.redis_url,
        prefix=settings.queue_prefix,
        clock=clock,
        ids=ids,
        trace_headers=trace_headers(settings.otel_endpoint),
    )
    app.state.parts = Parts(
        settings=settings,
        clock=clock,
        ids=ids,
        queue=queue,
        storage=given.storage or S3Storage(_storage_options(settings)),
        http=given.http or httpx.AsyncClient(timeout=10.0, trust_env=False),
        metrics=ApiMetrics(settings.release),
        resolver=given.resolver or SystemResolver(),
    )
    install_error_handlers(app)
    app.add_middleware(RequestLine, parts=app.state.parts)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.web_origins),
        allow_credentials=True,
        allow_methods=["GET", "POST", "PATCH", "PUT", "DELETE"],
        allow_headers=[
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "X-Request-Id",
        ],
        expose_headers=["X-Request-Id", "Retry-After", "ETag", *RATE_HEADERS],
        max_age=600,
    )
    for router in routers():
        app.include_router(router)
    _document(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    parts: Parts = app.state.parts
    async with AsyncExitStack() as opened:
        opened.push_async_callback(parts.http.aclose)
        if isinstance(parts.queue, RedisJobQueue):
            opened.push_async_callback(parts.queue.close)
        await opened.enter_async_context(public_parts(app, parts))
        yield


def _document(app: FastAPI) -> None:
    """Add the shapes of the raw bodies to the OpenAPI document, when it is first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title, version=app.version, summary=app.summary, routes=app.routes
            )
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(jobs.job_schemas())
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi


def _storage_options(settings: Settings) -> S3Options:
    secret = settings.s3_secret_access_key
    return S3Options(
        endpoint_url=settings.s3_endpoint_url,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
        chunks_bucket=settings.s3_chunks_bucket,
        sources_bucket=settings.s3_sources_bucket,
        public_base_url=settings.cloudfront_base_url,
    )
