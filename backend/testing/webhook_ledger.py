"""A ledger of deliveries in this process, by the rules of the real one."""

from collections import defaultdict
from dataclasses import dataclass, field

from backend.clock import Clock
from backend.convex_client.errors import ConvexUnavailableError
from backend.services.webhooks.ledger import Claimed, Due, Notice, Recorded

_PER_ENDPOINT = 10
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - the specification's own example


@dataclass
class Row:
    """One delivery; `history` holds when it was tried and how it went."""

    due: Due
    due_at_ms: int
    claim: str | None = None
    outcome: str | None = None
    history: list[tuple[int, Recorded]] = field(default_factory=list[tuple[int, Recorded]])


class FakeLedger:
    """`rows` by delivery id; `away` counts how many of the next records get lost."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.rows: dict[str, Row] = {}
        self.disabled: set[str] = set()
        self.away = 0
        self._open: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._claims = 0

    def add(self, number: int, *, endpoint: str, url: str, ordered: bool = False) -> Row:
        """Queue an event."""
        due = Due(
            delivery_id=f"d{number}",
            endpoint_id=endpoint,
            claim="",
            webhook_id=f"msg_{number}",
            event_type="scene.ready",
            attempt=1,
            url=url,
            secrets=[SECRET],
            body=f'{{"type":"scene.ready","data":{{"number":{number}}}}}',
            ordered=ordered,
            rate_per_second=1000,
        )
        row = Row(due, self._clock.now_ms())
        self.rows[due.delivery_id] = row
        self._open[endpoint][due.delivery_id] = row
        return row

    async def claim(self, *, limit: int, lease_ms: int) -> Claimed:
        now_ms = self._clock.now_ms()
        claimed: list[Due] = []
        next_ms: int | None = None
        for endpoint, rows in self._open.items():
            if endpoint in self.disabled:
                continue
            held = sum(1 for row in rows.values() if row.claim and row.due_at_ms > now_ms)
            for row in list(rows.values()):
                if held >= _PER_ENDPOINT or len(claimed) >= limit:
                    break
                if row.due_at_ms > now_ms:
                    next_ms = min(next_ms or row.due_at_ms, row.due_at_ms)
                else:
                    held += 1
                    self._claims += 1
                    row.claim, row.due_at_ms = f"c{self._claims}", now_ms + lease_ms
                    attempt = len(row.history) + 1
                    row.due = row.due.model_copy(update={"claim": row.claim, "attempt": attempt})
                    claimed.append(row.due)
        return Claimed(claimed, next_ms)

    async def record(self, due: Due, how: Recorded) -> Notice | None:
        if self.away > 0:
            self.away -= 1
            message = "away"
            raise ConvexUnavailableError(message)
        row = self.rows[due.delivery_id]
        if row.claim != due.claim:
            return None
        row.history.append((self._clock.now_ms(), how))
        row.claim = None
        if how.outcome == "gone":
            self.disabled.add(due.endpoint_id)
        if how.next_attempt_ms is None:
            row.outcome = how.outcome
            del self._open[due.endpoint_id][due.delivery_id]
        else:
            row.due_at_ms = how.next_attempt_ms
        if how.outcome == "gone":
            return Notice(email="owner@example.com", url=due.url, reason="gone")
        return None

    async def renew(self, due: Due, *, lease_ms: int) -> bool:
        row = self.rows[due.delivery_id]
        if row.claim != due.claim:
            return False
        row.due_at_ms = self._clock.now_ms() + lease_ms
        return True
