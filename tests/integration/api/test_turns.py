"""Whose turn it is, on a real queue: nobody waits for all of another person's jobs."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from celery import Celery

from backend.api.queue import RedisJobQueue
from backend.services.jobs.accept import QueueUnavailableError, accept
from backend.services.jobs.messages import EditJob
from backend.services.jobs.turns import TRANSPORT, TURNS, lists_of
from backend.testing.api import CORRELATION, edit_body
from backend.testing.clock import FakeClock
from backend.testing.ids import FakeIds
from backend.testing.queue import redis_at
from backend.testing.services import valkey
from backend.workers.turns import Turns


@dataclass
class Store:
    """What waits in the queue's store."""

    _client: Any

    def served(self) -> list[str]:
        """Take every message as a worker's BRPOP does: the first list that holds one."""
        served: list[str] = []
        while found := self._client.brpop(lists_of("author"), timeout=0.01):
            served.append(json.loads(found[1])["headers"]["id"].partition(":")[0])
        return served

    def message(self, of: str) -> dict[str, Any]:
        """The newest message of a list."""
        return json.loads(self._client.lindex(of, 0))

    def forget(self, *keys: str) -> int:
        """How many of these were known, and are no more."""
        return self._client.delete(*keys)

    def seconds_left(self, key: str) -> int:
        """How long a key stays."""
        return self._client.ttl(key)

    def limit(self, size_bytes: int) -> None:
        """Take no more than this; nought is no limit."""
        self._client.config_set("maxmemory", str(size_bytes))


@dataclass
class Posts:
    """Jobs posted to a real queue, each call with a signature of its own."""

    queue: RedisJobQueue
    signatures: FakeIds = field(default_factory=FakeIds)

    async def post(self, name: str, owner: str = "ada", *, signature: str | None = None) -> bool:
        """Whether it was enqueued now."""
        body = _body(name, owner)
        signed = signature or self.signatures.uuid()
        answer = await accept(EditJob.model_validate(body), body, self.queue, signature=signed)
        return not answer.replayed


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    with valkey(tmp_path) as (url, _part):
        yield url


@pytest.fixture
def store(redis_url: str) -> Iterator[Store]:
    with closing(redis_at(redis_url)) as opened:
        yield Store(opened)


@pytest.fixture
async def posts(redis_url: str) -> AsyncIterator[Posts]:
    queue = RedisJobQueue(redis_url, prefix="", clock=FakeClock(), ids=FakeIds())
    yield Posts(queue)
    await queue.close()


def _body(name: str, owner: str) -> dict[str, object]:
    body = edit_body(jobId=name, ownerId=owner)
    return {**body, "route": "/jobs/edit", "correlationId": CORRELATION}


@pytest.mark.requirement("pipeline:jobs:fair")
async def test_one_persons_many_jobs_delay_anothers_first_by_one_job(
    posts: Posts, store: Store
) -> None:
    for number in range(TURNS + 5):
        await posts.post(f"ada{number}", "ada")
    for number in range(2):
        await posts.post(f"bob{number}", "bob")
    assert await posts.queue.depths(("author",)) == {"author": TURNS + 7}
    served = store.served()
    assert served[:5] == ["ada0", "bob0", "ada1", "bob1", "ada2"]
    assert [name for name in served if name.startswith("ada")] == [
        f"ada{number}" for number in range(TURNS + 5)
    ]


@pytest.mark.requirement("pipeline:jobs:once")
async def test_a_burst_of_one_call_waits_for_connections_and_enqueues_once(posts: Posts) -> None:
    """Two hundred at once are more than the pool holds: they wait, and get the first answer."""
    enqueued = await asyncio.gather(*(posts.post("ada0") for _copy in range(200)))
    assert sum(enqueued) == 1
    assert await posts.queue.depths(("author",)) == {"author": 1}


@pytest.mark.requirement("pipeline:jobs:captured")
async def test_a_captured_call_creates_nothing_after_its_attempt_is_forgotten(
    posts: Posts, store: Store
) -> None:
    """The attempt is remembered for less than a minute, the signature as long as it is believed."""
    assert await posts.post("ada0", signature="captured")
    assert store.forget("accepted:ada0:1") == 1
    assert not await posts.post("ada0", signature="captured")
    assert store.seconds_left("signed:captured") == 600
    # Convex posts an attempt that nobody claimed again, with a signature of that moment.
    assert await posts.post("ada0", signature="of a later moment")


@pytest.mark.requirement("pipeline:jobs:fair")
async def test_a_job_moves_up_when_those_before_it_are_taken(
    posts: Posts, store: Store, redis_url: str
) -> None:
    """A job that waits for ever behind strangers' first ones is posted again, and comes first."""
    turns = Turns(redis_url, prefix="")
    for number in range(3):
        await posts.post(f"ada{number}")
    for number in range(2):
        turns.taken("author", EditJob.model_validate(_body(f"ada{number}", "ada")), "ada")
    assert store.forget("accepted:ada2:1") == 1
    await posts.post("ada2")
    turns.close()
    assert store.served() == ["ada0", "ada2", "ada1", "ada2"]


@pytest.mark.requirement("pipeline:jobs:queue-away")
async def test_a_store_that_is_full_enqueues_nothing_and_remembers_nothing(
    posts: Posts, store: Store
) -> None:
    store.limit(1)
    with pytest.raises(QueueUnavailableError):
        await posts.post("ada0")
    store.limit(0)
    assert await posts.post("ada0")


async def test_a_message_has_every_field_of_one_that_celery_sends(
    posts: Posts, store: Store, redis_url: str
) -> None:
    """Workers read both alike, and a change of Celery's format is noticed here."""
    for number in range(3):
        await posts.post(f"ada{number}")
    ours = store.message("author:2")
    store.forget("author:2")
    celery = Celery("reference", broker=redis_url, set_as_current=False)
    celery.conf.update(broker_transport_options=dict(TRANSPORT))
    celery.send_task(
        "jobs.edit",
        args=[_body("ada2", "ada")],
        queue="author",
        task_id="ada2:1",
        priority=2,
        headers={"acceptedMs": FakeClock().now_ms()},
        ignore_result=True,
    )
    celery.close()
    theirs = store.message("author:2")
    assert _shape(ours) == _shape(theirs)
    assert _content(ours) == _content(theirs)
    own = {"argsrepr", "kwargsrepr", "origin", "reply_to", "delivery_tag"}
    for part in ("headers", "properties"):
        same = theirs[part].keys() - own
        assert {name: ours[part][name] for name in same} == {
            name: theirs[part][name] for name in same
        }


def _shape(value: object) -> object:
    if not isinstance(value, dict):
        return None
    return {name: _shape(each) for name, each in cast("dict[str, object]", value).items()}


def _content(message: Mapping[str, Any]) -> object:
    return json.loads(base64.b64decode(message["body"]))
