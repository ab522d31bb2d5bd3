"""What an admin is told of the store: counted now and then, and nothing when it is away."""

import asyncio

import pytest

from backend.services.rest.operations_view import Machinery
from backend.testing.clock import FakeClock
from backend.testing.storage import MemoryStorage


async def lengths() -> dict[str, int]:
    await asyncio.sleep(0)
    return {"render": 2}


@pytest.mark.requirement("rest:admin:storage")
async def test_the_store_is_counted_once_for_everybody_who_asks_within_ten_minutes() -> None:
    clock, storage = FakeClock(), MemoryStorage()
    view = Machinery(lengths, storage, clock)
    storage.put_bytes("chunks", "a.mp4", b"12345")
    first, second = await asyncio.gather(view.storage_use(), view.storage_use())
    assert first == second
    assert first is not None
    assert (first.objects, first.size_bytes, first.whole) == (1, 5, True)
    storage.put_bytes("chunks", "b.mp4", b"1")
    clock.advance(599)
    assert await view.storage_use() == first
    clock.advance(2)
    fresh = await view.storage_use()
    assert fresh is not None
    assert (fresh.objects, fresh.size_bytes) == (2, 6)
    assert fresh.counted_at_ms > first.counted_at_ms
    assert await view.queue_lengths() == {"render": 2}


@pytest.mark.requirement("rest:admin:storage")
async def test_a_store_that_is_away_or_too_large_is_told_as_such() -> None:
    storage = MemoryStorage()
    storage.away = True
    view = Machinery(lengths, storage, FakeClock(), objects_max=2)
    assert await view.storage_use() is None
    storage.away = False
    for name in ("a", "b", "c"):
        storage.put_bytes("sources", name, b"1")
    use = await view.storage_use()
    assert use is not None
    assert (use.objects, use.whole) == (2, False)
