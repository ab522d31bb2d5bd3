"""The `/auth` routes over fakes, called in process."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from backend.api.auth import AuthOptions, AuthState, build_auth, router
from backend.api.errors import install_error_handlers
from backend.services.rate_limits import MemoryLimiter
from backend.testing.clock import FakeClock
from backend.testing.identity_store import FakeIdentityStore
from backend.testing.ids import FakeIds
from backend.testing.mailer import FakeMailer


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def mailer() -> FakeMailer:
    return FakeMailer()


@pytest.fixture
def options(tmp_path: Path) -> AuthOptions:
    return AuthOptions(
        keys_folder=tmp_path / "keys",
        letters_folder=tmp_path / "letters",
        public_url="https://api.test",
        web_url="https://app.test",
        local_user=True,
        create_missing_keys=True,
    )


@pytest.fixture
def auth(options: AuthOptions, clock: FakeClock, mailer: FakeMailer) -> AuthState:
    return build_auth(
        options,
        FakeIdentityStore(clock),
        limiter=MemoryLimiter(clock),
        clock=clock,
        ids=FakeIds(),
        mailer=mailer,
    )


@pytest.fixture
def app(auth: AuthState) -> FastAPI:
    app = FastAPI()
    install_error_handlers(app)
    app.include_router(router)
    app.state.auth = auth
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, client=("203.0.113.5", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="https://api.test") as client:
        yield client


@pytest.fixture
async def local_client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client
