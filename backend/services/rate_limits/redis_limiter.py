"""The same counting rule in Redis, one atomic script a hit, on Redis's own clock."""

from collections.abc import Awaitable
from typing import Protocol, cast

from redis.exceptions import RedisError

from backend.services.rate_limits.limiter import Decision, LimiterAwayError, Rate, decide

_SCRIPT = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local step = tonumber(ARGV[1])
local window = tonumber(ARGV[2])
local start = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
if start + step - now > window + 0.001 then
  return {0, tostring(start - now)}
end
redis.call('SET', KEYS[1], tostring(start + step), 'PX', math.ceil(start + step - now))
return {1, tostring(start + step - now)}
"""


class RedisCommands(Protocol):
    """The two commands that are needed of `redis.asyncio.Redis`."""

    def eval(self, script: str, numkeys: int, *keys_and_args: str) -> Awaitable[object]:
        """Run a script."""
        ...

    def delete(self, *names: str) -> Awaitable[object]:
        """Drop keys."""
        ...


class RedisLimiter:
    """Counts in Redis, so that every API process sees the same number."""

    def __init__(self, redis: RedisCommands, *, prefix: str = "limit:") -> None:
        self._redis = redis
        self._prefix = prefix

    async def hit(self, key: str, rate: Rate) -> Decision:
        window_ms = rate.window_seconds * 1000
        try:
            answer = await self._redis.eval(
                _SCRIPT, 1, self._prefix + key, repr(rate.step_ms), str(window_ms)
            )
        except (RedisError, OSError) as error:
            message = "The rate limit store cannot be reached."
            raise LimiterAwayError(message) from error
        allowed, used = cast("tuple[int, bytes | str]", answer)
        return decide(rate, allowed=bool(allowed), used_ms=float(used))

    async def forget(self, key: str) -> None:
        try:
            await self._redis.delete(self._prefix + key)
        except (RedisError, OSError) as error:
            message = "The rate limit store cannot be reached."
            raise LimiterAwayError(message) from error
