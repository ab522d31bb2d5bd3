"""The embedded Convex and the routes over it."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from backend.services.identity.keys import KeySet, create_key_files
from backend.testing.embedded_convex import EmbeddedConvex, embedded_convex
from backend.testing.rest_live import LiveRest


@dataclass(frozen=True)
class Running:
    """A Convex and the keys that it trusts."""

    convex: EmbeddedConvex
    keys: KeySet


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("convex")
    keys = create_key_files(folder / "keys")
    with embedded_convex(folder, keys) as convex:
        yield Running(convex, keys)


@pytest.fixture
async def rest(running: Running) -> AsyncIterator[LiveRest]:
    live = LiveRest(running.convex, running.keys)
    yield live
    await live.close()
