"""`/v1` over the embedded Convex: real ownership checks, real keys, nothing rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import httpx
from fastapi import FastAPI

from backend.api.errors import install_error_handlers
from backend.api.v1 import V1State, router
from backend.clock import SystemClock
from backend.convex_client.door import HttpDoor
from backend.ids import SystemIds
from backend.services.convex_door import ServerRoutes
from backend.services.identity.convex_store import ConvexIdentityStore
from backend.services.identity.keys import DEFAULT_AUDIENCE, DEFAULT_ISSUER, KeySet
from backend.services.identity.store import Account, Role
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import MemoryLimiter
from backend.services.rest.functions import HttpFunctionDoor
from backend.services.rest.idempotency import MemoryIdempotencyStore
from backend.services.rest.principals import Principals
from backend.services.webhooks.inbound import InboundHooks
from backend.testing.clock import FakeClock
from backend.testing.embedded_convex import CALLBACK_SECRET, EmbeddedConvex
from backend.testing.functions import FakeOperationsView, FakePause

_HASTE = 40
SCENE_CODE = (
    "from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        self.wait()\n"
)


@dataclass(frozen=True)
class Person:
    """Someone with an account, a token and keys."""

    account: Account
    token: str
    key: str
    key_id: str


class LiveRest:
    """The routes, and people who call them."""

    def __init__(self, convex: EmbeddedConvex, keys: KeySet) -> None:
        clock, ids = SystemClock(), SystemIds()
        # What only waits, as a stream, has its time pass quickly.
        waited = FakeClock(clock.now_ms())
        self._ids = ids
        self._door = HttpDoor(convex.site_url, secret=CALLBACK_SECRET, clock=clock)
        self.routes = ServerRoutes(self._door, ids=ids)
        self.tokens = TokenIssuer(
            keys,
            issuer=DEFAULT_ISSUER,
            audience=DEFAULT_AUDIENCE,
            lifetime_seconds=3600,
            clock=clock,
            ids=ids,
        )
        self.functions = HttpFunctionDoor(convex.url)
        self.app = FastAPI()
        install_error_handlers(self.app)
        self.app.include_router(router)
        limiter = MemoryLimiter(clock)
        self.app.state.v1 = V1State(
            principals=Principals(self.routes, self.tokens),
            functions=self.functions,
            limiter=limiter,
            idempotency=MemoryIdempotencyStore(clock),
            operations=FakeOperationsView(),
            clock=waited,
            pause=FakePause(lambda seconds: waited.advance(seconds * _HASTE)),
            hooks=InboundHooks(
                self.routes, self.functions, self.tokens, limiter=limiter, clock=clock
            ),
        )

    def client(self, credential: str | None) -> httpx.AsyncClient:
        """A client with this credential."""
        headers = {} if credential is None else {"Authorization": f"Bearer {credential}"}
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://api.test", headers=headers)

    async def person(self, *scopes: str, role: Role = "user") -> Person:
        """A new person with an API key of these scopes."""
        name = self._ids.uuid().replace("-", "")
        store = ConvexIdentityStore(self.routes)
        made = Account(
            external_id=f"user_{name}",
            email=f"{name}@example.com",
            name="A",
            role=role,
            password_hash=None,
        )
        account = await store.create(made)
        token = self.tokens.mint(account).value
        key, key_id = await self.key(token, *scopes)
        return Person(account, token, key, key_id)

    async def key(self, token: str, *scopes: str) -> tuple[str, str]:
        """An API key of the token's person, and its id."""
        args: Mapping[str, object] = {
            "name": "k",
            "scopes": list(scopes or ("read", "edit", "webhooks")),
            "ratePerMinute": 6000,
        }
        made = await self.functions.as_user(token).action("apiKeys:create", args)
        fields = cast("dict[str, str]", made)
        return fields["key"], fields["apiKeyId"]

    async def close(self) -> None:
        """End the connections."""
        self._door.close()
        await self.functions.close()
