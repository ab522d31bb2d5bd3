"""One rate for an endpoint, whoever sends: in this process and in Redis."""

import pytest
from redis.asyncio import Redis

from backend.clock import SystemClock
from backend.services.redis_door import open_redis
from backend.services.webhooks.pace import MemoryPace, Pace, RedisPace
from backend.testing.clock import FakeClock
from backend.testing.services import free_ports

PACES = ["memory", "redis"]


@pytest.fixture
def two_workers(request: pytest.FixtureRequest, redis: Redis) -> tuple[Pace, Pace]:
    """Two workers' views of the same pace; in one process there is only one."""
    if request.param == "memory":
        alone = MemoryPace(FakeClock())
        return alone, alone
    unused = MemoryPace(FakeClock())
    return RedisPace(redis, unused), RedisPace(redis, unused)


@pytest.mark.requirement("webhooks:pace:shared")
@pytest.mark.parametrize("two_workers", PACES, indirect=True)
async def test_two_workers_share_the_rate_of_an_endpoint(two_workers: tuple[Pace, Pace]) -> None:
    """Ten calls at half a call a second take eighteen seconds, whoever makes them."""
    endpoint = f"e-{id(two_workers)}"
    waits = [await two_workers[number % 2].take(endpoint, 0.5) for number in range(10)]
    assert waits[0] == 0
    assert waits == sorted(waits)
    assert 16.5 <= waits[-1] <= 18


@pytest.mark.parametrize("two_workers", PACES, indirect=True)
async def test_endpoints_do_not_wait_for_each_other(two_workers: tuple[Pace, Pace]) -> None:
    first, _second = two_workers
    names = [f"e-{id(two_workers)}-{number}" for number in range(5)]
    assert [await first.take(name, 0.01) for name in names] == [0, 0, 0, 0, 0]


async def test_a_worker_counts_for_itself_while_redis_is_away() -> None:
    port = free_ports(1)[0]
    away = open_redis(f"redis://127.0.0.1:{port}")
    pace = RedisPace(away, MemoryPace(SystemClock()))
    assert await pace.take("e", 0.5) == 0
    assert await pace.take("e", 0.5) > 1
    await away.aclose()


async def test_a_pace_stays_small_however_many_endpoints_there_were() -> None:
    clock = FakeClock()
    pace = MemoryPace(clock)
    for number in range(10_002):
        await pace.take(f"e{number}", 1000)
    clock.advance(1)
    await pace.take("last", 1)
    assert pace.size == 1
