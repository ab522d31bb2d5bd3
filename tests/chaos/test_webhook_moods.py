"""C35: receivers in every bad mood, on the real ledger, with days that pass in no time.

The dispatcher's clock runs days behind Convex's, so that whatever it puts off is due at once: the
ledger, the claims, the connections and the receivers are real, and only waiting is not.
"""

import asyncio
import contextlib
import ssl
import sys
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest

from backend.api.webhook_check import check_destination
from backend.clock import SystemClock
from backend.services.identity.keys import KeySet, create_key_files
from backend.services.webhooks.dispatcher import Dispatcher
from backend.services.webhooks.ledger import ConvexLedger, Notice
from backend.testing.certificates import make_certificate
from backend.testing.clock import FakeClock
from backend.testing.embedded_convex import EmbeddedConvex, embedded_convex
from backend.testing.functions import FakePause
from backend.testing.ids import FakeIds
from backend.testing.receiver import (
    Receiver,
    corner_of_loopback,
    drip,
    flood,
    hang,
    receiver,
    status,
)
from backend.testing.resolver import FlippingResolver
from backend.testing.rest_live import LiveRest, Person
from backend.webhooks.delivery import Parcel, Sender, Tried
from backend.webhooks.guard import Rules
from backend.webhooks.schedule import ATTEMPTS_MAX, JITTER, WAITS_SECONDS
from backend.webhooks.signing import verify

pytestmark = [pytest.mark.timeout(120)]
_DAYS_BEHIND_MS = 10 * 86_400_000
_MEMORY_MAX = 20 * 1024**2


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EmbeddedConvex, KeySet]]:
    folder = tmp_path_factory.mktemp("moods")
    keys = create_key_files(folder / "keys")
    with embedded_convex(folder, keys) as convex:
        yield convex, keys


class MoodySender:
    """Sends for real: to loopback as development may, to names as production must.

    Names lead where `names` says, as if they were turned round after they were checked.
    """

    def __init__(self, names: FlippingResolver) -> None:
        self._local = Sender(Rules(loopback=True), clock=SystemClock(), total_seconds=0.6)
        self._strict = Sender(Rules(), clock=SystemClock(), resolver=names)

    async def send(self, parcel: Parcel) -> Tried:
        strict = "customer.com" in parcel.url
        return await (self._strict if strict else self._local).send(parcel)


class Days:
    """A person with endpoints, and a dispatcher for which time passes when it is told to."""

    def __init__(self, rest: LiveRest, person: Person) -> None:
        self.corner = corner_of_loopback()
        self.names = FlippingResolver([self.corner])
        self.clock = FakeClock(SystemClock().now_ms() - _DAYS_BEHIND_MS)
        self.letters: list[Notice] = []
        self._rest = rest
        self._functions = rest.functions.as_user(person.token)
        pause = FakePause(self.clock.advance)
        self._dispatcher = Dispatcher(
            ConvexLedger(rest.routes),
            MoodySender(self.names),
            clock=self.clock,
            ids=FakeIds(),
            pause=pause,
            tell=self._note,
        )

    async def _note(self, notice: Notice) -> None:
        self.letters.append(notice)

    async def endpoint(self, url: str) -> tuple[str, str, str]:
        """An endpoint with a test event on its way: its id, its secret and the delivery."""
        wish = {"url": url, "events": ["*"]}
        made = cast("dict[str, str]", await self._functions.action("webhooks:createEndpoint", wish))
        asked = {"endpointId": made["endpointId"]}
        test = cast("dict[str, str]", await self._functions.mutation("webhooks:sendTest", asked))
        return made["endpointId"], made["secret"], test["deliveryId"]

    async def ask(self, path: str, **args: object) -> dict[str, str]:
        """Change something as the endpoint's owner."""
        return cast("dict[str, str]", await self._functions.mutation(path, args))

    async def round(self) -> int:
        """Try everything that is due once."""
        return await self._dispatcher.step()

    async def tries(self, delivery_id: str) -> list[dict[str, Any]]:
        """What the ledger says of each try."""
        args = {"deliveryId": delivery_id}
        return cast("list[dict[str, Any]]", await self._functions.query("webhooks:attempts", args))

    async def delivery(self, endpoint_id: str) -> dict[str, Any]:
        """The endpoint's one delivery as the ledger has it."""
        page = {"numItems": 5, "cursor": None}
        args = {"endpointId": endpoint_id, "paginationOpts": page}
        found = cast("dict[str, Any]", await self._functions.query("webhooks:deliveries", args))
        return found["page"][0]

    async def state(self, endpoint_id: str) -> dict[str, Any]:
        """The endpoint as its owner sees it."""
        args = {"endpointId": endpoint_id}
        return cast("dict[str, Any]", await self._functions.query("webhooks:endpoint", args))


@pytest.fixture
async def days(running: tuple[EmbeddedConvex, KeySet]) -> AsyncIterator[Days]:
    rest = LiveRest(*running)
    yield Days(rest, await rest.person())
    await rest.close()


@pytest.mark.requirement("chaos:c35")
async def test_a_dead_receiver_gets_ten_tries_at_their_hours_under_one_id(days: Days) -> None:
    async with receiver(status(500)) as there:
        endpoint_id, secret, delivery_id = await days.endpoint(there.url)
        moments: list[float] = []
        for _ in range(10):
            moments.append(days.clock.now_ms() / 1000)
            assert await days.round() == 1
            next_ms = (await days.delivery(endpoint_id)).get("nextAttemptAt")
            if next_ms is not None:
                days.clock.advance(next_ms / 1000 - days.clock.now_ms() / 1000)
        assert await days.round() == 0
    gaps = [after - before for before, after in pairwise(moments)]
    for gap, step in zip(gaps, WAITS_SECONDS, strict=True):
        assert step * (1 - JITTER) - 0.01 <= gap <= step * (1 + JITTER) + 0.01
    assert [one["status"] for one in await days.tries(delivery_id)] == [500] * 10
    assert (await days.delivery(endpoint_id))["status"] == "failed"
    assert len({one.headers["webhook-id"] for one in there.received}) == 1
    for one, moment in zip(there.received, moments, strict=True):
        verify(secret, one.headers, one.body, now_s=round(moment))


@pytest.mark.requirement("chaos:c35")
@pytest.mark.requirement("webhooks:ssrf:rebinding")
async def test_a_name_that_turns_inside_reaches_nothing_at_any_try_resend_or_replay(
    days: Days,
) -> None:
    """It leads outside when it is typed, and somewhere inside whenever it is called."""
    public, corner = "93.184.215.14", days.corner
    days.names.turn_to(
        [public], [corner], [public, corner], [corner, public], [f"::ffff:{corner}"], ["::1"],
        ["169.254.169.254"], ["10.0.0.8"], ["64:ff9b::7f00:1"], ["fd00::1"], [corner],
    )  # fmt: skip
    url = "https://hooks.customer.com:8443/in"
    async with receiver(status(200), host=corner, port=8443) as canary:
        await check_destination(url, Rules(), days.names)
        endpoint_id, _secret, delivery_id = await days.endpoint(url)
        for _ in range(10):
            assert await days.round() == 1
        assert (await days.delivery(endpoint_id))["status"] == "failed"
        again = await days.ask("webhooks:redeliver", deliveryId=delivery_id)
        assert await days.round() == 1
        await days.ask("webhooks:replaySince", endpointId=endpoint_id, since=0)
        await days.ask("webhooks:sendTest", endpointId=endpoint_id)
        while await days.round():
            pass
        assert canary.connections == 0
    tries = [*await days.tries(delivery_id), *await days.tries(again["deliveryId"])]
    assert {one.get("error") for one in tries} == {"blocked_private_address"}
    assert (len(days.names.asked) - 1) % ATTEMPTS_MAX == 0


def _rule(days: Days, delivery: dict[str, Any]) -> tuple[str, float | None]:
    """The state of a delivery, and how long it waits."""
    next_ms = delivery.get("nextAttemptAt")
    wait = None if next_ms is None else (next_ms - days.clock.now_ms()) / 1000
    return delivery["status"], wait


@pytest.mark.requirement("chaos:c35")
async def test_each_mood_meets_its_rule_and_costs_little(days: Days, tmp_path: Path) -> None:
    until = asyncio.Event()
    async with contextlib.AsyncExitStack() as opened:
        turned = receiver(status(200), host=days.corner, port=8443)
        canary = await opened.enter_async_context(receiver(status(200)))
        inside = await opened.enter_async_context(turned)
        moved = status(301, headers=f"Location: {canary.url}\r\n")
        busy = status(429, headers="Retry-After: 90\r\n")
        moods: dict[str, Receiver] = {
            name: await opened.enter_async_context(receiver(answer))
            for name, answer in {
                "well": status(204),
                "hang": hang(until),
                "moved": moved,
                "gone": status(410),
                "busy": busy,
                "flood": flood(1024**3),
                "slow-loris": drip(until),
            }.items()
        }
        tls = await opened.enter_async_context(receiver(status(200), tls=_own_tls(tmp_path)))
        urls = {name: each.url for name, each in moods.items()}
        urls["tls"] = tls.url.replace("http://127.0.0.1", "https://localhost")
        urls["dns flip"] = "https://hooks.customer.com:8443/"
        made = {name: await days.endpoint(url) for name, url in urls.items()}
        tracemalloc.start()
        assert await days.round() == len(made)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        until.set()
    found = {name: _rule(days, await days.delivery(one[0])) for name, one in made.items()}
    ended = {name: state for name, (state, wait) in found.items() if wait is None}
    assert ended == {
        "well": "succeeded", "flood": "succeeded", "slow-loris": "succeeded", "gone": "failed",
    }  # fmt: skip
    soon = pytest.approx(5, abs=5 * JITTER + 0.5)
    waits = {name: round(wait) for name, (_state, wait) in found.items() if wait is not None}
    assert waits == {
        "hang": 60, "busy": 90, "moved": soon, "tls": soon, "dns flip": soon,
    }  # fmt: skip
    told = {name: (await days.tries(one[2]))[0] for name, one in made.items()}
    errors = {name: one["error"] for name, one in told.items() if "error" in one}
    assert errors == {"hang": "timeout", "tls": "tls", "dns flip": "blocked_private_address"}
    assert (told["moved"]["status"], told["moved"]["location"]) == (301, canary.url)
    assert len(told["flood"]["responseExcerpt"]) == 4096
    gone = await days.state(made["gone"][0])
    assert (gone["status"], gone["disabledReason"]) == ("disabled", "gone")
    assert (canary.connections, inside.connections) == (0, 0)
    sys.stdout.write(f"C35: peak memory {peak / 1024**2:.1f} MiB over {len(made)} receivers\n")
    assert peak < _MEMORY_MAX


def _own_tls(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody trusts."""
    pem, key = make_certificate(folder, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context
