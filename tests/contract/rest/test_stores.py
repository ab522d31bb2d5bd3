"""The counters and the memory of first answers: one contract, in this process and in Redis."""

import asyncio

import pytest
from redis.asyncio import Redis

from backend.services.rate_limits import (
    FallbackLimiter,
    Limiter,
    LimiterAwayError,
    MemoryLimiter,
    Rate,
    RedisLimiter,
)
from backend.services.redis_door import open_redis
from backend.services.rest.idempotency import (
    Answered,
    Fresh,
    IdempotencyStore,
    MemoryIdempotencyStore,
    Other,
    RedisIdempotencyStore,
    Running,
)
from backend.testing.clock import FakeClock
from backend.testing.services import free_ports

KINDS = ["memory", "redis"]
# So slow that no place comes free while a test runs.
FIVE = Rate(limit=5, window_seconds=3600)


@pytest.fixture
def limiter(request: pytest.FixtureRequest, redis: Redis) -> Limiter:
    return (
        MemoryLimiter(FakeClock())
        if request.param == "memory"
        else RedisLimiter(redis, prefix=f"{request.node.name}:")
    )


@pytest.fixture
def store(request: pytest.FixtureRequest, redis: Redis) -> IdempotencyStore:
    if request.param == "memory":
        return MemoryIdempotencyStore(FakeClock())
    return RedisIdempotencyStore(redis, prefix=f"{request.node.name}:")


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("limiter", KINDS, indirect=True)
async def test_a_limit_lets_so_many_through_and_says_what_is_left(limiter: Limiter) -> None:
    decisions = [await limiter.hit("k", FIVE) for _ in range(7)]
    assert [one.allowed for one in decisions] == [True] * 5 + [False] * 2
    assert [one.remaining for one in decisions] == [4, 3, 2, 1, 0, 0, 0]
    assert {one.limit for one in decisions} == {5}
    assert decisions[0].reset_after_seconds == pytest.approx(720, abs=2)
    assert decisions[5].retry_after_seconds == pytest.approx(720, abs=2)
    assert (await limiter.hit("other", FIVE)).allowed


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("limiter", KINDS, indirect=True)
async def test_a_forgotten_key_starts_afresh(limiter: Limiter) -> None:
    for _ in range(6):
        await limiter.hit("k", FIVE)
    await limiter.forget("k")
    assert (await limiter.hit("k", FIVE)).remaining == 4


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("limiter", KINDS, indirect=True)
async def test_hits_at_once_never_pass_the_limit(limiter: Limiter) -> None:
    decisions = await asyncio.gather(*(limiter.hit("k", FIVE) for _ in range(40)))
    assert sum(one.allowed for one in decisions) == 5


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("store", KINDS, indirect=True)
async def test_the_first_answer_is_kept_and_repeated(store: IdempotencyStore) -> None:
    assert await store.begin("k", "request") == Fresh()
    assert await store.begin("k", "request") == Running()
    await store.finish("k", "request", Answered(201, '{"a": "ä"}'))
    assert await store.begin("k", "request") == Answered(201, '{"a": "ä"}')
    assert await store.begin("k", "another request") == Other()
    assert await store.begin("other", "request") == Fresh()


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("store", KINDS, indirect=True)
async def test_an_abandoned_key_is_free_and_a_secret_is_not_kept(store: IdempotencyStore) -> None:
    await store.begin("k", "request")
    await store.abandon("k")
    assert await store.begin("k", "request") == Fresh()
    await store.finish("k", "request", Answered(201, None))
    assert await store.begin("k", "request") == Answered(201, None)


@pytest.mark.requirement("rest:stores:contract")
@pytest.mark.parametrize("store", KINDS, indirect=True)
async def test_of_many_at_once_one_is_the_first(store: IdempotencyStore) -> None:
    found = await asyncio.gather(*(store.begin("k", "request") for _ in range(20)))
    assert sorted(type(one).__name__ for one in found) == ["Fresh"] + ["Running"] * 19


@pytest.mark.requirement("rest:stores:away")
async def test_limits_hold_and_calls_pass_while_redis_is_away() -> None:
    """Guessing does not become free, and Convex still knows a repeated request."""
    away = open_redis(f"redis://127.0.0.1:{free_ports(1)[0]}")
    with pytest.raises(LimiterAwayError):
        await RedisLimiter(away).hit("k", FIVE)
    limiter = FallbackLimiter(RedisLimiter(away), MemoryLimiter(FakeClock()))
    assert [(await limiter.hit("k", FIVE)).allowed for _ in range(6)] == [True] * 5 + [False]
    store = RedisIdempotencyStore(away)
    assert await store.begin("k", "request") == Fresh()
    await store.finish("k", "request", Answered(200, "{}"))
    await store.abandon("k")
    await away.aclose()
