"""A Redis of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
from redis.asyncio import Redis

from backend.services.redis_door import open_redis
from backend.testing.services import valkey


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with valkey(tmp_path_factory.mktemp("valkey")) as (url, _part):
        yield url


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    client = open_redis(redis_url)
    yield client
    await client.aclose()
