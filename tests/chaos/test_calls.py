"""Signed calls from clocks that are off, replayed a hundred times, and while their keys change."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from typing_extensions import override

from backend.clock import SystemClock
from backend.convex_client.door import HttpDoor
from backend.convex_client.errors import ConvexUnavailableError
from backend.ids import SystemIds
from backend.signing import signed_headers
from backend.testing.api import edit_body
from backend.testing.services import CALLBACK_SECRET, WEBHOOK_SECRET, api
from backend.testing.stack import Stack, open_stack
from tests.chaos.scenes import quick

pytestmark = [pytest.mark.timeout(240)]
MINUTE_MS = 60_000
NEW_TO_API = "another-webhook-secret-90a1b2c3d4e5f6"
NEW_TO_CONVEX = "another-callback-secret-6f5e4d3c2b1a09"


@dataclass(frozen=True)
class OffClock(SystemClock):
    """The machine's clock, set wrong."""

    off_ms: int

    @override
    def now_ms(self) -> int:
        return super().now_ms() + self.off_ms


def _post(url: str, job_id: str, *, off_ms: int = 0) -> httpx.Request:
    correlation = SystemIds().uuid()
    body = {**edit_body(jobId=job_id), "route": "/jobs/edit", "correlationId": correlation}
    raw = json.dumps(body).encode()
    now_ms = SystemClock().now_ms() + off_ms
    headers = signed_headers(WEBHOOK_SECRET, raw, now_ms=now_ms, correlation_id=correlation)
    return httpx.Request("POST", f"{url}/jobs/edit", content=raw, headers=headers)


def _waiting(stack: Stack, job_id: str) -> int:
    return sum(f'"{job_id}:1"'.encode() in message for message in stack.waiting("author"))


@pytest.mark.requirement("chaos:c20")
@pytest.mark.parametrize(("minutes", "taken"), [(-6, False), (-4, True), (4, True), (6, False)])
def test_a_senders_clock_may_be_off_by_almost_five_minutes(
    stack: Stack, *, minutes: int, taken: bool
) -> None:
    name = f"c20-{minutes + 10}"
    with httpx.Client(trust_env=False, timeout=10) as http:
        answer = http.send(_post(stack.api_url, name, off_ms=minutes * MINUTE_MS))
    assert answer.status_code == (202 if taken else 401)
    assert _waiting(stack, name) == int(taken)
    site = stack.environment["CONVEX_SITE_URL"]
    door = HttpDoor(site, secret=CALLBACK_SECRET, clock=OffClock(minutes * MINUTE_MS))
    expected = nullcontext() if taken else pytest.raises(ConvexUnavailableError, match="401")
    with closing(door), expected:
        door.call("/server/jobs.sweep", {}, correlation_id=SystemIds().uuid())


@pytest.mark.requirement("chaos:c33")
def test_a_captured_call_sent_a_hundred_times_makes_one_job(stack: Stack, tmp_path: Path) -> None:
    async def storm(url: str) -> list[httpx.Response]:
        captured = _post(url, "c33")
        async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
            whole = [
                http.post(captured.url, content=captured.content, headers=captured.headers)
                for _copy in range(100)
            ]
            return list(await asyncio.gather(*whole))

    environment = {**stack.environment, "SCENEWRIGHT_ACCEPTED_SECONDS": "45"}
    with api(tmp_path, environment) as (url, _part):
        answers = asyncio.run(storm(url))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.content for answer in answers}) == 1
    assert _waiting(stack, "c33") == 1


@pytest.fixture
def rotating(tmp_path: Path) -> Iterator[Stack]:
    """An API that believes the new key before anybody signs with it."""
    both = f"{NEW_TO_API},{WEBHOOK_SECRET}"
    with open_stack(tmp_path, environment={"WEBHOOK_SECRET": both}) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.requirement("chaos:c32")
def test_keys_rotate_in_both_directions_under_load_without_a_refused_call(
    rotating: Stack,
) -> None:
    """Receivers learn the new key, senders change to it, and only then the old one goes."""
    stack = rotating
    _project, session = stack.session()
    asked: list[dict[str, Any]] = []

    def load(label: str) -> None:
        asked.extend(stack.insert(session, quick(f"C32-{label}{n}")) for n in range(3))

    with stack.worker() as old:
        load("a")
        # Convex → API: Convex signs with the new key from this moment on.
        stack.set_variables(WEBHOOK_SECRET=NEW_TO_API)
        load("b")
        # Workers → Convex: Convex believes both before a worker signs with the new one.
        stack.set_variables(CALLBACK_SECRET=f"{NEW_TO_CONVEX},{CALLBACK_SECRET}")
        load("c")
        with stack.worker(CALLBACK_SECRET=NEW_TO_CONVEX) as new:
            load("d")
            assert old.terminate(seconds=10) == 0
            stack.set_variables(CALLBACK_SECRET=NEW_TO_CONVEX)
            load("e")
            for each in asked:
                assert stack.ended(each["jobId"], seconds=120)["status"] == "succeeded"
            said = old.said() + new.said() + (stack.folder / "api.log").read_text("utf-8")
    assert "answered 401" not in said
    assert '"status": 401' not in said
    for each in asked:
        assert len(stack.events("scene.ready", each["sceneId"])) == 1
