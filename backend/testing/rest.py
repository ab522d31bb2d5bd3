"""`/v1` over scripted Convex functions, as one world that tests can arrange."""

import hashlib
from dataclasses import dataclass, field

from fastapi import FastAPI

from backend.api.errors import install_error_handlers
from backend.api.v1 import V1State, router
from backend.services.identity.keys import KeySet
from backend.services.identity.store import Account, Role
from backend.services.identity.tokens import TokenIssuer
from backend.services.rate_limits import MemoryLimiter
from backend.services.rest.idempotency import MemoryIdempotencyStore
from backend.services.rest.principals import Principals, checksum_of
from backend.services.webhooks.inbound import InboundHooks
from backend.testing.clock import FakeClock
from backend.testing.functions import (
    FakeFunctionDoor,
    FakeOperationsView,
    FakePause,
    FakeServerRoutes,
)
from backend.testing.ids import FakeIds

ADA = "user_ada"
PROJECT_ID = "p" * 32
SESSION_ID = "s" * 32
SCENE_ID = "c" * 32
JOB_ID = "j" * 32


@dataclass
class RestWorld:
    """The fakes behind the routes."""

    keys: KeySet
    clock: FakeClock = field(default_factory=FakeClock)
    door: FakeFunctionDoor = field(default_factory=FakeFunctionDoor)
    routes: FakeServerRoutes = field(default_factory=FakeServerRoutes)

    pause: FakePause = field(init=False)
    tokens: TokenIssuer = field(init=False)

    def __post_init__(self) -> None:
        self.pause = FakePause(self.clock.advance)
        self.tokens = TokenIssuer(
            self.keys,
            issuer="https://issuer.test",
            audience="scenewright",
            lifetime_seconds=900,
            clock=self.clock,
            ids=FakeIds(),
        )

    def key(self, *scopes: str, owner: str = ADA, rate: int = 60) -> str:
        """An API key of this owner."""
        text = f"sw_test0000_{owner.replace('_', '')}{'x'.join(scopes)}".ljust(52, "0")
        text += checksum_of(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.routes.keys[digest] = {
            "apiKeyId": digest[:32],
            "externalId": owner,
            "userId": "u" * 32,
            "scopes": list(scopes),
            "ratePerMinute": float(rate),
            "role": "user",
        }
        return text

    def revoke(self, key: str) -> None:
        """Let the key resolve to nothing."""
        del self.routes.keys[hashlib.sha256(key.encode()).hexdigest()]

    def token(self, *, owner: str = ADA, role: Role = "user") -> str:
        """An access token of this person."""
        account = Account(
            external_id=owner, email="a@b.example", name="A", role=role, password_hash=None
        )
        return self.tokens.mint(account).value

    def app(self) -> FastAPI:
        """The routes over this world."""
        app = FastAPI()
        install_error_handlers(app)
        app.include_router(router)
        limiter = MemoryLimiter(self.clock)
        app.state.v1 = V1State(
            principals=Principals(self.routes, self.tokens),
            functions=self.door,
            limiter=limiter,
            idempotency=MemoryIdempotencyStore(self.clock),
            operations=FakeOperationsView(),
            clock=self.clock,
            pause=self.pause,
            hooks=InboundHooks(
                self.routes, self.door, self.tokens, limiter=limiter, clock=self.clock
            ),
        )
        return app


def a_project(**changes: object) -> dict[str, object]:
    """A project as Convex answers it."""
    return {
        "_id": PROJECT_ID,
        "_creationTime": 1.0,
        "ownerId": "u" * 32,
        "title": "Geometry",
        "sessionCount": 0.0,
        "createdAt": 1.0,
        "updatedAt": 2.0,
        **changes,
    }


def a_session(**changes: object) -> dict[str, object]:
    """A session as Convex answers it."""
    return {
        "_id": SESSION_ID,
        "_creationTime": 1.0,
        "ownerId": "u" * 32,
        "projectId": PROJECT_ID,
        "title": "Circles",
        "status": "ready",
        "targetFps": 30.0,
        "width": 1280.0,
        "height": 720.0,
        "codec": "h264",
        "audioHz": 48000.0,
        "durationInFrames": 90.0,
        "sceneCount": 1.0,
        "pendingScenes": 0.0,
        "failedScenes": 0.0,
        "version": 1.0,
        "createdAt": 1.0,
        "updatedAt": 2.0,
        **changes,
    }


def a_scene(**changes: object) -> dict[str, object]:
    """A scene as Convex answers it."""
    return {
        "_id": SCENE_ID,
        "_creationTime": 1.0,
        "projectId": PROJECT_ID,
        "sessionId": SESSION_ID,
        "index": 0.0,
        "birthIndex": 0.0,
        "status": "ready",
        "version": 1.0,
        "liveVersion": 1.0,
        "startFrame": 0.0,
        "endFrame": 89.0,
        "durationInFrames": 90.0,
        "locked": False,
        "updatedAt": 2.0,
        **changes,
    }
