"""The counting rule, and a counter in this process."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from backend.clock import Clock

_KEYS_MAX = 50_000


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many in so many seconds, of which all may come at once."""

    limit: int
    window_seconds: int

    @property
    def step_ms(self) -> float:
        """How long one use takes to be forgotten."""
        return self.window_seconds * 1000 / self.limit


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Whether this one may pass, and what to tell the caller."""

    allowed: bool
    limit: int
    remaining: int
    reset_after_seconds: int
    retry_after_seconds: int


class LimiterAwayError(Exception):
    """The counter cannot be reached."""


class Limiter(Protocol):
    """Counts uses of a key."""

    async def hit(self, key: str, rate: Rate) -> Decision:
        """Count one use, unless it is over the limit.

        Raises:
            LimiterAwayError: the counter cannot be reached.
        """
        ...

    async def forget(self, key: str) -> None:
        """Start the key afresh.

        Raises:
            LimiterAwayError: the counter cannot be reached.
        """
        ...


class MemoryLimiter:
    """Counts in this process; the least recently used keys are dropped beyond a bound."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._full_again_ms: OrderedDict[str, float] = OrderedDict()

    async def hit(self, key: str, rate: Rate) -> Decision:
        now_ms = self._clock.monotonic_s() * 1000
        start_ms = max(self._full_again_ms.get(key, now_ms), now_ms)
        next_ms = start_ms + rate.step_ms
        allowed = next_ms - now_ms <= rate.window_seconds * 1000 + 1e-6
        if allowed:
            self._full_again_ms[key] = next_ms
            self._full_again_ms.move_to_end(key)
            while len(self._full_again_ms) > _KEYS_MAX:
                self._full_again_ms.popitem(last=False)
        return decide(rate, allowed=allowed, used_ms=(next_ms if allowed else start_ms) - now_ms)

    async def forget(self, key: str) -> None:
        self._full_again_ms.pop(key, None)


class FallbackLimiter:
    """Counts in the first limiter, and in the second while the first is away.

    A limit that vanished with Redis would let a password be guessed while Redis is down.
    """

    def __init__(self, first: Limiter, second: Limiter) -> None:
        self._first = first
        self._second = second

    async def hit(self, key: str, rate: Rate) -> Decision:
        try:
            return await self._first.hit(key, rate)
        except LimiterAwayError:
            return await self._second.hit(key, rate)

    async def forget(self, key: str) -> None:
        try:
            await self._first.forget(key)
        except LimiterAwayError:
            await self._second.forget(key)


def decide(rate: Rate, *, allowed: bool, used_ms: float) -> Decision:
    """The decision that follows from how much of the bucket is used."""
    window_ms = rate.window_seconds * 1000
    remaining = max(0, int((window_ms - used_ms + 1e-6) / rate.step_ms))
    wait_ms = 0.0 if allowed else used_ms + rate.step_ms - window_ms
    return Decision(
        allowed=allowed,
        limit=rate.limit,
        remaining=remaining,
        reset_after_seconds=_seconds_up(used_ms),
        retry_after_seconds=max(1, _seconds_up(wait_ms)) if not allowed else 0,
    )


def _seconds_up(milliseconds: float) -> int:
    return max(0, -int(-milliseconds // 1000))
