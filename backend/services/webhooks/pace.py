"""How often an endpoint may be called, counted by all workers together.

Each call takes the next free moment of its endpoint, so that two workers with a rate of ten a
second send ten a second between them and not twenty.
"""

from collections.abc import Awaitable
from typing import Protocol, cast

from redis.exceptions import RedisError

from backend.clock import Clock

_SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local step = tonumber(ARGV[1])
local turn = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
redis.call('SET', KEYS[1], tostring(turn + step), 'PX', math.ceil(turn + step - now))
return tostring(turn - now)
"""
_RATE_MIN = 0.01


class Pace(Protocol):
    """Hands out moments."""

    async def take(self, endpoint_id: str, per_second: float) -> float:
        """Take the endpoint's next moment; answers the seconds until then."""
        ...


class MemoryPace:
    """For one worker; endpoints that are free again are forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free_at_s: dict[str, float] = {}

    @property
    def size(self) -> int:
        """How many endpoints are remembered."""
        return len(self._free_at_s)

    async def take(self, endpoint_id: str, per_second: float) -> float:
        now_s = self._clock.monotonic_s()
        if len(self._free_at_s) > _ENDPOINTS_MAX:
            self._free_at_s = {key: at for key, at in self._free_at_s.items() if at > now_s}
        turn_s = max(self._free_at_s.get(endpoint_id, now_s), now_s)
        self._free_at_s[endpoint_id] = turn_s + 1 / max(per_second, _RATE_MIN)
        return turn_s - now_s


_ENDPOINTS_MAX = 10_000


class RedisCommands(Protocol):
    """The one command that is needed of `redis.asyncio.Redis`."""

    def eval(self, script: str, numkeys: int, *keys_and_args: str) -> Awaitable[object]:
        """Run a script."""
        ...


class RedisPace:
    """For all workers, on Redis's own clock; while Redis is away each worker counts for itself."""

    def __init__(self, redis: RedisCommands, alone: Pace, *, prefix: str = "pace:") -> None:
        self._redis = redis
        self._alone = alone
        self._prefix = prefix

    async def take(self, endpoint_id: str, per_second: float) -> float:
        step_ms = 1000 / max(per_second, _RATE_MIN)
        try:
            answer = await self._redis.eval(_SCRIPT, 1, self._prefix + endpoint_id, repr(step_ms))
        except (RedisError, OSError):
            return await self._alone.take(endpoint_id, per_second)
        return float(cast("bytes | str", answer)) / 1000
