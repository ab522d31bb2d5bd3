"""`/v1` in process, over scripted Convex functions."""

from collections.abc import AsyncIterator

import httpx
import pytest

from backend.services.identity.keys import KeySet, create_key_files
from backend.testing.rest import JOB_ID, PROJECT_ID, SESSION_ID, RestWorld, a_project, a_session


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeySet:
    return create_key_files(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def world(keys: KeySet) -> RestWorld:
    world = RestWorld(keys)
    world.door.script |= {
        "projects:get": lambda _user, _args: a_project(),
        "projects:create": lambda _user, _args: PROJECT_ID,
        "videoSessions:create": lambda _user, _args: SESSION_ID,
        "videoSessions:get": lambda _user, _args: a_session(),
        "jobs:triggerGenerate": lambda _user, _args: {"jobId": JOB_ID},
    }
    return world


@pytest.fixture
async def client(world: RestWorld) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=world.app(), raise_app_exceptions=False)
    key = world.key("read", "edit", "webhooks")
    async with httpx.AsyncClient(
        transport=transport,
        base_url="https://api.test/v1",
        headers={"Authorization": f"Bearer {key}"},
    ) as client:
        yield client
