"""The dispatcher: one lane an endpoint, so that a sick receiver slows nobody but itself.

```text
claim ─▶ lanes[endpoint] ─▶ at most 4 tries at once, paced by the endpoint's rate ─▶ record
  ▲                          (1 while it fails, 1 when it wants order)                  │
  └──────────────── when the ledger says that more is due ◀─────────────────────────────┘
```
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from backend.clock import Clock
from backend.errors import ServiceError
from backend.ids import IdSource
from backend.services.rest.waiting import Pause
from backend.services.webhooks.ledger import Due, Ledger, Notice, Recorded
from backend.services.webhooks.pace import MemoryPace, Pace
from backend.webhooks.delivery import Parcel, Tried, own_headers
from backend.webhooks.schedule import judge
from backend.webhooks.signing import BadSecretError, headers_of

Tell = Callable[[Notice], Awaitable[None]]

CLAIM_LIMIT = 100
LEASE_MS = 60_000
HELD_MAX = 1_000
TRIES_AT_ONCE = 4
_POLL_SECONDS = 1.0
_BREATH_SECONDS = 0.05
_RECORD_TRIES = 4


class Sends(Protocol):
    """Tries a parcel once."""

    async def send(self, parcel: Parcel) -> Tried:
        """How it went; never raises for what the receiver does."""
        ...


@dataclass
class _Lane:
    """One endpoint's share of the work."""

    waiting: dict[str, tuple[Due, int]] = field(default_factory=dict[str, tuple[Due, int]])
    running: int = 0
    failing: bool = False

    def may_start(self, ordered: bool) -> bool:  # noqa: FBT001 - the delivery's own word
        return self.running < (1 if ordered or self.failing else TRIES_AT_ONCE)


class Dispatcher:
    """Claims, tries and records until it is stopped."""

    def __init__(
        self,
        ledger: Ledger,
        sender: Sends,
        *,
        clock: Clock,
        ids: IdSource,
        pause: Pause,
        pace: Pace | None = None,
        tell: Tell | None = None,
        lease_ms: int = LEASE_MS,
        on_tried: Callable[[Tried], None] = lambda _tried: None,
    ) -> None:
        self._ledger = ledger
        self._sender = sender
        self._clock = clock
        self._ids = ids
        self._pause = pause
        self._pace = pace or MemoryPace(clock)
        self._tell = tell
        self._lease_ms = lease_ms
        self._on_tried = on_tried
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._freed = asyncio.Event()
        self._log = structlog.get_logger("webhooks")

    @property
    def held(self) -> int:
        """Deliveries that are claimed and not recorded yet."""
        return sum(len(lane.waiting) + lane.running for lane in self._lanes.values())

    async def run(self, stopping: asyncio.Event) -> None:
        """Work until told to stop; what is being sent then is recorded first."""
        while not stopping.is_set():
            self._freed.clear()
            claimed, next_due_ms = await self._claim()
            if not claimed and not stopping.is_set():
                await self._idle(self._idle_seconds(next_due_ms))
        await self.drain()

    async def step(self) -> int:
        """Claim once and finish what was claimed; answers how many deliveries that were."""
        claimed, _next_due_ms = await self._claim()
        await self.drain()
        return claimed

    async def drain(self) -> None:
        """Finish everything in hand."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def _claim(self) -> tuple[int, int | None]:
        room = min(CLAIM_LIMIT, HELD_MAX - self.held)
        if room <= 0:
            return 0, None
        try:
            claimed = await self._ledger.claim(limit=room, lease_ms=self._lease_ms)
        except ServiceError as error:
            self._log.warning("webhooks.claim_failed", code=error.code)
            return 0, None
        now_ms = self._clock.now_ms()
        for due in claimed.deliveries:
            # One whose lease ran out while it waited comes again, and takes its own place.
            lane = self._lanes.setdefault(due.endpoint_id, _Lane())
            lane.waiting[due.delivery_id] = (due, now_ms)
        for endpoint_id in {due.endpoint_id for due in claimed.deliveries}:
            self._advance(endpoint_id)
        return len(claimed.deliveries), claimed.next_due_ms

    def _advance(self, endpoint_id: str) -> None:
        lane = self._lanes[endpoint_id]
        while lane.waiting:
            first = next(iter(lane.waiting))
            due, claimed_ms = lane.waiting[first]
            if not lane.may_start(due.ordered):
                break
            del lane.waiting[first]
            lane.running += 1
            task = asyncio.create_task(self._deliver(lane, due, claimed_ms))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if not lane.waiting and not lane.running and not lane.failing:
            del self._lanes[endpoint_id]

    async def _deliver(self, lane: _Lane, due: Due, claimed_ms: int) -> None:
        try:
            if await self._await_turn(due, claimed_ms):
                tried = await self._try(due)
                self._on_tried(tried)
                how = self._judged(due, tried)
                lane.failing = how.outcome != "succeeded"
                await self._record(due, how)
        finally:
            lane.running -= 1
            if len(lane.waiting) + lane.running < TRIES_AT_ONCE:
                # The ledger hands out only so many a receiver; it may have more for this one.
                self._freed.set()
            self._advance(due.endpoint_id)

    async def _await_turn(self, due: Due, claimed_ms: int) -> bool:
        """Keep to the endpoint's rate; False when the wait has cost us the claim."""
        wait_s = await self._pace.take(due.endpoint_id, due.rate_per_second)
        if wait_s > 0:
            await self._pause(wait_s)
        if self._clock.now_ms() - claimed_ms < self._lease_ms // 2:
            return True
        try:
            return await self._ledger.renew(due, lease_ms=self._lease_ms)
        except ServiceError:
            return False

    async def _try(self, due: Due) -> Tried:
        body = due.body.encode()
        timestamp_s = self._clock.now_ms() // 1000
        try:
            signature = headers_of(
                due.secrets, webhook_id=due.webhook_id, timestamp_s=timestamp_s, body=body
            )
        except BadSecretError:
            return Tried(0, error="secret")
        headers = {**own_headers(due.headers), **signature}
        return await self._sender.send(Parcel(due.url, body, headers))

    def _judged(self, due: Due, tried: Tried) -> Recorded:
        verdict = judge(
            due.attempt,
            status=tried.status,
            timed_out=tried.timed_out,
            retry_after_seconds=tried.retry_after_seconds,
            chance=int.from_bytes(self._ids.token(4)) / 2**32,
        )
        wait = verdict.wait_seconds
        next_ms = None if wait is None else self._clock.now_ms() + round(wait * 1000)
        return Recorded(tried, verdict.outcome, next_ms)

    async def _record(self, due: Due, how: Recorded) -> None:
        """What cannot be recorded is sent again when the lease ends, under the same id."""
        for number in range(_RECORD_TRIES):
            try:
                notice = await self._ledger.record(due, how)
            except ServiceError as error:
                if not error.retryable or number == _RECORD_TRIES - 1:
                    self._log.warning("webhooks.record_failed", code=error.code)
                    return
                await self._pause(2.0**number)
            else:
                if notice is not None:
                    await self._switched_off(due, notice)
                return

    async def _switched_off(self, due: Due, notice: Notice) -> None:
        """The page says so by itself; the owner gets a letter as well, once."""
        self._log.warning(
            "webhooks.endpoint_disabled", endpointId=due.endpoint_id, reason=notice.reason
        )
        if self._tell is not None:
            await self._tell(notice)

    async def _idle(self, seconds: float) -> None:
        """Wait for the time or for a lane that runs dry, whichever comes first."""
        await self._pause(min(_BREATH_SECONDS, seconds))
        if seconds <= _BREATH_SECONDS or self._freed.is_set():
            return
        until = asyncio.ensure_future(self._pause(seconds - _BREATH_SECONDS))
        freed = asyncio.ensure_future(self._freed.wait())
        await asyncio.wait({until, freed}, return_when=asyncio.FIRST_COMPLETED)
        for waiter in (until, freed):
            waiter.cancel()

    def _idle_seconds(self, next_due_ms: int | None) -> float:
        if next_due_ms is None:
            return _POLL_SECONDS
        until_s = (next_due_ms - self._clock.now_ms()) / 1000
        return min(_POLL_SECONDS, max(0.05, until_s))
