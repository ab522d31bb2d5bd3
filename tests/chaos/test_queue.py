"""A queue that doubles, loses, forgets, and goes away."""

import json
import time
from contextlib import ExitStack

import httpx
import pytest

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.signing import signed_headers
from backend.testing.api import edit_body
from backend.testing.queue import redis_at
from backend.testing.services import WEBHOOK_SECRET, connects, valkey, wait_until
from backend.testing.stack import LEASE_SECONDS, Stack, kill
from tests.chaos.scenes import quick

pytestmark = [pytest.mark.timeout(180)]


def _post(stack: Stack) -> httpx.Response:
    """A job as Convex posts it."""
    trace = SystemIds().uuid()
    body = {**edit_body(jobId="c11"), "route": "/jobs/edit", "correlationId": trace}
    raw = json.dumps(body).encode()
    headers = signed_headers(
        WEBHOOK_SECRET, raw, now_ms=SystemClock().now_ms(), correlation_id=trace
    )
    return httpx.post(f"{stack.api_url}/jobs/edit", content=raw, headers=headers, timeout=10)


def _port(stack: Stack) -> int:
    return int(stack.redis_url.rsplit(":", 1)[1].split("/")[0])


@pytest.mark.requirement("chaos:c05")
@pytest.mark.requirement("chaos:c07")
@pytest.mark.requirement("chaos:c08")
def test_one_message_delivered_ten_times_is_worked_on_once(stack: Stack) -> None:
    _project, session = stack.session()
    asked = stack.insert(session, quick("C08"))
    client = redis_at(stack.redis_url)
    wait_until(lambda: len(stack.waiting("render")) >= 1, seconds=20, what="the message waiting")
    message = client.lindex("render", 0)
    client.lpush("render", *([message] * 9))
    with stack.worker() as part:
        assert stack.ended(asked["jobId"])["attempt"] == 1
        # The same message once more, after its job has ended: a delivery whose acknowledgement
        # was lost.
        client.lpush("render", message)
        wait_until(lambda: len(stack.waiting("render")) == 0, seconds=20, what="the queue draining")
        wait_until(
            lambda: part.said().count('"outcome": "stale"') >= 10,
            seconds=20,
            what="ten deliveries turned away",
        )
    assert part.said().count('"outcome": "done"') == 1
    assert len(stack.events("scene.ready", asked["sceneId"])) == 1


@pytest.mark.slow
@pytest.mark.requirement("chaos:c10")
def test_a_queue_that_forgot_everything_loses_no_job(stack: Stack) -> None:
    _project, session = stack.session()
    asked = [stack.insert(session, quick(f"C10-{number}")) for number in range(3)]
    client = redis_at(stack.redis_url)
    wait_until(lambda: len(stack.waiting("render")) >= 3, seconds=20, what="the messages waiting")
    client.flushall()
    with stack.worker():
        for each in asked:
            assert stack.sweep_until_ended(each["jobId"])["status"] == "succeeded"


# What `make run` and Compose do with a part that ends by itself.
KEPT_RUNNING = ("sh", "-c", 'until "$@"; do :; done', "keeper")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.requirement("chaos:c09")
@pytest.mark.requirement("chaos:c11")
@pytest.mark.requirement("chaos:c12")
def test_a_queue_that_is_killed_comes_back_with_its_messages_and_its_workers(
    own_stack: Stack,
) -> None:
    stack = own_stack
    _project, session = stack.session()
    asked = [stack.insert(session, quick(f"C09-{number}")) for number in range(50)]
    wait_until(lambda: len(stack.waiting("render")) >= 50, seconds=60, what="the messages waiting")
    port = _port(stack)
    kill(stack.valkey_part)
    started = time.monotonic()
    refused = httpx.get(f"{stack.api_url}/health/ready", timeout=10)
    assert refused.status_code == 503
    assert time.monotonic() - started < 5
    started = time.monotonic()
    posted = _post(stack)
    assert (posted.status_code, posted.headers["retry-after"]) == (503, "5")
    assert time.monotonic() - started < 2
    late = stack.insert(session, quick("C11"))
    # As long as it waits, and longer than a lease: a queue that is away fails no job.
    until = time.monotonic() + 2 * LEASE_SECONDS
    wait_until(lambda: time.monotonic() > until, seconds=60, what="the outage")
    stack.sweep()
    assert stack.job(late["jobId"])["status"] == "queued"
    with ExitStack() as opened:
        _url, current = opened.enter_context(valkey(stack.folder, port=port))
        assert len(stack.waiting("render")) >= 50
        with stack.worker(before=KEPT_RUNNING):
            for _restart in range(5):
                kill(current)
                wait_until(lambda: not connects(port), seconds=10, what="the queue ending")
                _url, current = opened.enter_context(valkey(stack.folder, port=port))
            for each in [*asked, late]:
                job = stack.sweep_until_ended(each["jobId"], seconds=400)
                assert job["status"] == "succeeded"
