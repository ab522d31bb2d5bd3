"""One identity store of each kind: the fake, and Convex behind its signed door."""

from collections.abc import AsyncIterator, Iterator

import pytest

from backend.clock import SystemClock
from backend.convex_client.door import HttpDoor
from backend.ids import SystemIds
from backend.services.convex_door import ServerRoutes
from backend.services.identity.convex_store import ConvexIdentityStore
from backend.services.identity.keys import create_key_files
from backend.services.identity.store import IdentityStore
from backend.testing.embedded_convex import CALLBACK_SECRET, EmbeddedConvex, embedded_convex
from backend.testing.identity_store import FakeIdentityStore


@pytest.fixture(scope="session")
def convex(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedConvex]:
    folder = tmp_path_factory.mktemp("convex")
    with embedded_convex(folder, create_key_files(folder / "keys")) as running:
        yield running


@pytest.fixture(params=["fake", "convex"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[IdentityStore]:
    if request.param == "fake":
        yield FakeIdentityStore(SystemClock())
        return
    running: EmbeddedConvex = request.getfixturevalue("convex")
    door = HttpDoor(running.site_url, secret=CALLBACK_SECRET, clock=SystemClock())
    yield ConvexIdentityStore(ServerRoutes(door, ids=SystemIds()))
    door.close()
