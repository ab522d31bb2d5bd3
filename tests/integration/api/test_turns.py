"""Whose turn it is, on a real queue: nobody waits for all of another person's jobs."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import redis

from backend.api.queue import RedisJobQueue
from backend.services.jobs.accept import accept
from backend.services.jobs.messages import EditJob
from backend.services.jobs.turns import TURNS, lists_of
from backend.testing.api import CORRELATION, edit_body
from backend.testing.clock import FakeClock
from backend.testing.services import valkey
from backend.workers.turns import Turns


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    with valkey(tmp_path) as (url, _part):
        yield url


def _job(name: str, owner: str) -> dict[str, object]:
    body = edit_body(jobId=name, ownerId=owner)
    return {**body, "route": "/jobs/edit", "correlationId": CORRELATION}


def _served(redis_url: str) -> list[str]:
    """Take every message as a worker's BRPOP does: the first list that holds one."""
    with closing(redis.Redis.from_url(redis_url)) as opened:  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
        client: Any = opened
        served: list[str] = []
        while found := client.brpop(lists_of("author"), timeout=0.01):
            served.append(json.loads(found[1])["headers"]["id"].partition(":")[0])
        return served


@pytest.mark.requirement("pipeline:jobs:fair")
async def test_one_persons_many_jobs_delay_anothers_first_by_one_job(redis_url: str) -> None:
    queue = RedisJobQueue(redis_url, prefix="", clock=FakeClock())
    for number in range(TURNS + 5):
        await queue.enqueue("author", "jobs.edit", _job(f"ada{number}", "ada"))
    for number in range(2):
        await queue.enqueue("author", "jobs.edit", _job(f"bob{number}", "bob"))
    assert await queue.depths(("author",)) == {"author": TURNS + 7}
    await queue.close()
    served = _served(redis_url)
    assert served[:5] == ["ada0", "bob0", "ada1", "bob1", "ada2"]
    assert [name for name in served if name.startswith("ada")] == [
        f"ada{number}" for number in range(TURNS + 5)
    ]


@pytest.mark.requirement("pipeline:jobs:once")
async def test_a_burst_of_one_call_waits_for_connections_and_enqueues_once(redis_url: str) -> None:
    """Two hundred at once are more than the pool holds: they wait, and get the first answer."""
    queue = RedisJobQueue(redis_url, prefix="", clock=FakeClock())
    body = _job("ada0", "ada")
    job = EditJob.model_validate(body)
    answers = await asyncio.gather(*(accept(job, body, queue) for _copy in range(200)))
    assert sum(not answer.replayed for answer in answers) == 1
    assert await queue.depths(("author",)) == {"author": 1}
    await queue.close()


@pytest.mark.requirement("pipeline:jobs:fair")
async def test_a_job_moves_up_when_those_before_it_are_taken(redis_url: str) -> None:
    """A job that waits for ever behind strangers' first ones is posted again, and comes first."""
    queue, turns = (
        RedisJobQueue(redis_url, prefix="", clock=FakeClock()),
        Turns(redis_url, prefix=""),
    )
    for number in range(3):
        await queue.enqueue("author", "jobs.edit", _job(f"ada{number}", "ada"))
    for number in range(2):
        turns.taken("author", EditJob.model_validate(_job(f"ada{number}", "ada")))
    await queue.enqueue("author", "jobs.edit", _job("ada2", "ada"))
    turns.close()
    await queue.close()
    assert _served(redis_url) == ["ada0", "ada2", "ada1", "ada2"]
