"""A runner over a fake ledger."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from backend.clock import SystemClock
from backend.convex_client.callbacks import JobRef, Ledger
from backend.convex_client.outbox import Backoff, Outbox
from backend.services.jobs.run import JobRunner
from backend.testing.convex import FakeConvex, FakeDoor
from backend.testing.ids import FakeIds

HEARTBEAT_SECONDS = 0.05


@pytest.fixture
def convex() -> FakeConvex:
    return FakeConvex()


@pytest.fixture
def outbox(convex: FakeConvex, tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox(
        tmp_path,
        name="w1",
        ledger=Ledger(FakeDoor(convex)),
        clock=SystemClock(),
        backoff=Backoff(0.01, 0.05),
        random=Random(1),  # noqa: S311 - jitter, not secrets
    )
    box.open()
    yield box
    box.close()


@pytest.fixture
def runner(convex: FakeConvex, outbox: Outbox) -> JobRunner:
    return JobRunner(
        ledger=Ledger(FakeDoor(convex)),
        outbox=outbox,
        clock=SystemClock(),
        ids=FakeIds(),
        heartbeat_seconds=HEARTBEAT_SECONDS,
        claim_waits_seconds=(0.01, 0.01),
    )


@pytest.fixture
def job() -> JobRef:
    return JobRef("j1", 1, "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f")
