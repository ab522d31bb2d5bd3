"""The dispatcher over days of virtual time and thousands of events."""

import asyncio
from collections import Counter
from itertools import pairwise

import pytest
from typing_extensions import override

from backend.services.webhooks.dispatcher import LEASE_MS, Dispatcher
from backend.testing.clock import FakeClock
from backend.testing.functions import FakePause
from backend.testing.ids import FakeIds
from backend.testing.webhook_ledger import FakeLedger
from backend.webhooks.delivery import Parcel, Tried
from backend.webhooks.schedule import ATTEMPTS_MAX, JITTER, WAITS_SECONDS


class ScriptedSender:
    """Answers by the URL's last word: a status, or `silent`. Notes what was sent."""

    def __init__(self) -> None:
        self.sent: list[Parcel] = []
        self.answers: dict[str, Tried] = {"silent": Tried(15_000, error="timeout", timed_out=True)}

    async def send(self, parcel: Parcel) -> Tried:
        self.sent.append(parcel)
        word = parcel.url.rpartition("/")[2]
        return self.answers.get(word) or Tried(5, status=int(word))


class World:
    """A dispatcher whose time passes only when it waits."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.ledger = FakeLedger(self.clock)
        self.sender = ScriptedSender()
        self.pause = FakePause(self.clock.advance)
        self.dispatcher = Dispatcher(
            self.ledger, self.sender, clock=self.clock, ids=FakeIds(), pause=self.pause
        )

    async def live(self, *, hours: float) -> None:
        """Let so much time pass in steps that miss nothing."""
        end_ms = self.clock.now_ms() + round(hours * 3_600_000)
        while self.clock.now_ms() < end_ms:
            if await self.dispatcher.step() == 0:
                waiting = [r.due_at_ms for r in self.ledger.rows.values() if r.outcome is None]
                after = min(waiting, default=end_ms)
                self.clock.advance(max(1, min(after, end_ms) - self.clock.now_ms()) / 1000)


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.requirement("webhooks:schedule:virtual-clock")
async def test_a_dead_receiver_is_tried_ten_times_over_three_days_under_one_id(
    world: World,
) -> None:
    row = world.ledger.add(1, endpoint="e", url="https://x/500")
    await world.live(hours=100)
    assert row.outcome == "failed"
    assert len(row.history) == ATTEMPTS_MAX
    times = [at for at, _how in row.history]
    gaps = [(after - before) / 1000 for before, after in pairwise(times)]
    for gap, step in zip(gaps, WAITS_SECONDS, strict=True):
        assert step * (1 - JITTER) <= gap <= step * (1 + JITTER)
    assert {parcel.headers["webhook-id"] for parcel in world.sender.sent} == {"msg_1"}
    assert len({parcel.headers["webhook-timestamp"] for parcel in world.sender.sent}) == 10


async def test_a_receiver_that_comes_back_gets_what_it_missed(world: World) -> None:
    row = world.ledger.add(1, endpoint="e", url="https://x/back")
    world.sender.answers["back"] = Tried(5, status=500)
    await world.live(hours=1)
    world.sender.answers["back"] = Tried(5, status=200)
    await world.live(hours=3)
    assert row.outcome == "succeeded"


@pytest.mark.requirement("webhooks:schedule:gone")
async def test_a_receiver_that_is_gone_is_disabled_after_one_try(world: World) -> None:
    row = world.ledger.add(1, endpoint="e", url="https://x/410")
    await world.live(hours=1)
    assert (row.outcome, len(row.history)) == ("gone", 1)
    assert world.ledger.disabled == {"e"}


@pytest.mark.requirement("webhooks:delivery:at-least-once")
async def test_a_try_that_could_not_be_recorded_is_sent_again_under_the_same_id(
    world: World,
) -> None:
    """The dispatcher may die between sending and recording; the receiver tells by the id."""
    row = world.ledger.add(1, endpoint="e", url="https://x/200")
    world.ledger.away = 4
    assert await world.dispatcher.step() == 1
    assert row.outcome is None
    world.clock.advance(LEASE_MS / 1000 + 1)
    await world.dispatcher.step()
    assert row.outcome == "succeeded"
    assert [parcel.headers["webhook-id"] for parcel in world.sender.sent] == ["msg_1", "msg_1"]


@pytest.mark.requirement("webhooks:delivery:at-least-once")
async def test_a_short_absence_of_the_ledger_costs_no_second_delivery(world: World) -> None:
    world.ledger.add(1, endpoint="e", url="https://x/200")
    world.ledger.away = 3
    await world.dispatcher.step()
    assert len(world.sender.sent) == 1
    assert world.ledger.rows["d1"].outcome == "succeeded"


async def test_a_secret_that_cannot_be_read_is_recorded_and_not_sent(world: World) -> None:
    row = world.ledger.add(1, endpoint="e", url="https://x/200")
    row.due.secrets[:] = ["whsec_!"]
    await world.dispatcher.step()
    assert world.sender.sent == []
    assert row.history[0][1].tried.error == "secret"


class Slow(ScriptedSender):
    """Counts how many tries of one endpoint run at once."""

    def __init__(self) -> None:
        super().__init__()
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    @override
    async def send(self, parcel: Parcel) -> Tried:
        self.now[parcel.url] += 1
        self.most[parcel.url] = max(self.most[parcel.url], self.now[parcel.url])
        await asyncio.sleep(0)
        self.now[parcel.url] -= 1
        return await super().send(parcel)


async def test_an_ordered_endpoint_gets_one_at_a_time_in_order(world: World) -> None:
    sender = Slow()
    dispatcher = Dispatcher(
        world.ledger, sender, clock=world.clock, ids=FakeIds(), pause=world.pause
    )
    for number in range(8):
        world.ledger.add(number, endpoint="o", url="https://ordered/200", ordered=True)
        world.ledger.add(100 + number, endpoint="f", url="https://free/200")
    await dispatcher.step()
    assert sender.most == {"https://ordered/200": 1, "https://free/200": 4}
    ids = [p.headers["webhook-id"] for p in sender.sent if "ordered" in p.url]
    assert ids == [f"msg_{number}" for number in range(8)]
