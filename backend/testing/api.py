"""The API in this process, with a queue and a store in memory, and a caller who signs."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import SecretStr

from backend.api.app import Replacements, create_app
from backend.config import Settings
from backend.signing import signed_headers
from backend.testing.clock import FakeClock
from backend.testing.ids import FakeIds
from backend.testing.queue import MemoryJobQueue
from backend.testing.storage import MemoryStorage
from backend.webhooks.delivery import Resolver

SECRET = "a-key-of-the-tests-0123456789abcdef"  # noqa: S105 - of the tests only
OLD_SECRET = "an-old-key-of-the-tests-0123456789"  # noqa: S105 - of the tests only
CORRELATION = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"


@dataclass
class Api:
    """The application and what stands behind it."""

    http: httpx.AsyncClient
    queue: MemoryJobQueue
    storage: MemoryStorage
    clock: FakeClock

    async def signed(
        self, route: str, body: Mapping[str, object], *, secret: str = SECRET, skew_ms: int = 0
    ) -> httpx.Response:
        """Post as Convex would."""
        raw = json.dumps({"route": route, "correlationId": CORRELATION, **body}).encode()
        now_ms = self.clock.now_ms() + skew_ms
        headers = signed_headers(secret, raw, now_ms=now_ms, correlation_id=CORRELATION)
        return await self.http.post(route, content=raw, headers=headers)


def edit_body(**changes: object) -> dict[str, object]:
    """A good `/jobs/edit` body, without what the signature repeats."""
    return {
        "jobId": "j1",
        "attempt": 1,
        "ownerId": "u1",
        "projectId": "p1",
        "sessionId": "s1",
        "sceneId": "c1",
        "version": 2,
        "birthIndex": 0,
        "prompt": "Make it blue",
        "source": None,
        "scene": {"title": "A", "index": 0, "sceneCount": 1},
        "settings": {"fps": 30, "width": 1280, "height": 720},
        "draft": None,
        **changes,
    }


@asynccontextmanager
async def open_api(folder: Path, *, resolver: Resolver | None = None) -> AsyncGenerator[Api]:
    """The application between its start and its end."""
    settings = Settings(
        environment="test",
        webhook_secret=SecretStr(f"{SECRET},{OLD_SECRET}"),
        data_dir=folder,
        keys_dir=folder / "keys",
        redis_url="redis://127.0.0.1:1/0",
    )
    queue, storage, clock = MemoryJobQueue(), MemoryStorage(), FakeClock()
    convex = httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _request: httpx.Response(200, json={}))
    )
    app = create_app(
        settings,
        instead=Replacements(
            clock=clock,
            ids=FakeIds(),
            queue=queue,
            storage=storage,
            http=convex,
            resolver=resolver,
        ),
    )
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://api.test") as http,
    ):
        yield Api(http, queue, storage, clock)
