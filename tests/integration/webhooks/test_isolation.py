"""Thousands of events to fifty receivers, some dead, some slow: the healthy notice nothing."""

import asyncio
import sys
import tracemalloc
from dataclasses import dataclass

import pytest

from backend.services.rest.waiting import RealPause
from backend.services.webhooks.dispatcher import Dispatcher
from backend.testing.clock import FakeClock
from backend.testing.ids import FakeIds
from backend.testing.virtual_loop import run_virtually
from backend.testing.webhook_ledger import FakeLedger
from backend.webhooks.delivery import Parcel, Tried

ENDPOINTS = 50
SICK = 15
ANSWER_SECONDS = {"well": 0.05, "slow": 14.0, "silent": 15.0, "dead": 0.001, "enormous": 2.0}
# What the sender keeps of an answer without end.
ENORMOUS_EXCERPT = "y" * 4096


class VirtualReceivers:
    """Answers by the name in the URL, after its time."""

    def __init__(self, clock: FakeClock, *, expected: int) -> None:
        self._clock = clock
        self._born_ms = clock.now_ms()
        self._expected = expected
        self.delays_ms: list[int] = []
        self.taken: set[str] = set()
        self.all_delivered = asyncio.Event()

    async def send(self, parcel: Parcel) -> Tried:
        kind = parcel.url.rpartition("/")[2]
        await asyncio.sleep(ANSWER_SECONDS[kind])
        if kind == "well":
            self.delays_ms.append(self._clock.now_ms() - self._born_ms)
            if len(self.delays_ms) == self._expected:
                self.all_delivered.set()
        if kind in {"well", "slow", "enormous"}:
            self.taken.add(parcel.headers["webhook-id"])
        match kind:
            case "silent":
                return Tried(15_000, error="timeout", timed_out=True)
            case "dead":
                return Tried(1, error="connect")
            case "enormous":
                return Tried(2_000, status=200, excerpt=ENORMOUS_EXCERPT)
            case _:
                return Tried(50, status=200)


@dataclass(frozen=True)
class Run:
    """What one run of the dispatcher came to."""

    p95_ms: int
    delivered: int
    lost: int
    peak_bytes: int


def run(*, sick: int, events: int) -> Run:
    """Send events to all receivers until the healthy ones have all of theirs."""
    tracemalloc.start()
    clock = FakeClock()
    receivers = VirtualReceivers(clock, expected=events * (ENDPOINTS - sick) // ENDPOINTS)
    ledger = FakeLedger(clock)
    kinds = ("slow", "silent", "dead", "enormous")
    for number in range(events):
        endpoint = number % ENDPOINTS
        kind = kinds[endpoint % 4] if endpoint < sick else "well"
        ledger.add(number, endpoint=f"e{endpoint}", url=f"https://hooks/{endpoint}/{kind}")
    # The ledger is the test's own and holds every event; flat is what the dispatcher must be.
    ledger_bytes, _peak = tracemalloc.get_traced_memory()
    dispatcher = Dispatcher(ledger, receivers, clock=clock, ids=FakeIds(), pause=RealPause())

    async def work() -> None:
        stopping = asyncio.Event()
        running = asyncio.create_task(dispatcher.run(stopping))
        await receivers.all_delivered.wait()
        stopping.set()
        await running

    run_virtually(clock, work())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    delays = sorted(receivers.delays_ms)
    # Every event is delivered or waits for its next try; what was delivered came to a receiver.
    delivered = {row.due.webhook_id for row in ledger.rows.values() if row.outcome == "succeeded"}
    waiting = sum(1 for row in ledger.rows.values() if row.outcome is None)
    lost = len(ledger.rows) - len(delivered & receivers.taken) - waiting
    return Run(delays[int(len(delays) * 0.95)], len(delays), lost, peak - ledger_bytes)


def compare(events: int) -> None:
    healthy_share = (ENDPOINTS - SICK) / ENDPOINTS
    alone = run(sick=0, events=events)
    together = run(sick=SICK, events=events)
    figures = (
        f"{events} events: healthy p95 {alone.p95_ms} ms alone, {together.p95_ms} ms beside the "
        f"sick; {together.lost} lost; the dispatcher held {together.peak_bytes / 1024**2:.1f} MiB"
    )
    sys.stdout.write(figures + "\n")
    assert together.delivered == events * healthy_share
    assert (alone.lost, together.lost) == (0, 0)
    assert together.p95_ms <= alone.p95_ms * 1.1
    assert together.peak_bytes < 64 * 1024**2


@pytest.mark.requirement("webhooks:delivery:isolated")
def test_sick_receivers_slow_only_themselves() -> None:
    compare(1_000)


@pytest.mark.slow
@pytest.mark.requirement("webhooks:delivery:isolated")
def test_ten_thousand_events_and_sick_receivers_slow_only_themselves() -> None:
    compare(10_000)
