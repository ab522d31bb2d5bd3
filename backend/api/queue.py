"""The queue as the API uses it: one step in Redis a job; a broken Redis is noticed within seconds.

```text
one script ──▶ known already? ──yes──▶ 0
                   │ no
                   ▼
     place among its person's jobs ─▶ turn ─▶ message on that turn's list ─▶ remembered ─▶ 1
```

What waits on the lists is what Celery's workers read; see `celery_message.py`.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar

import redis.asyncio
from redis.exceptions import RedisError

from backend.api.celery_message import task_message
from backend.clock import Clock
from backend.ids import IdSource
from backend.services.jobs.accept import (
    CANCEL_CHANNEL,
    SIGNATURE_SECONDS,
    Entry,
    QueueUnavailableError,
)
from backend.services.jobs.turns import TURNS, WAITING_SECONDS_MAX, lists_of, waiting_key

_T = TypeVar("_T")
_TIMEOUT_SECONDS = 1.5
_POOL_SECONDS = 5.0
_RETRY_AFTER_SECONDS = 5

# KEYS: the attempt, the call, the person's waiting jobs, then the list of each turn.
# ARGV: name, seconds the attempt and the call are known, now, the hour of what is forgotten,
#       seconds that is kept, the message before and after its priority.
# The first write is one that a full store refuses: a script that has written is never refused.
# Of two jobs of one moment the ranks may swap; a new one is last whatever its name. One that is
# posted again keeps its hour.
_ENQUEUE_ONCE: Final = """
if redis.call('EXISTS', KEYS[1], KEYS[2]) > 0 then return 0 end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[2])
redis.call('SET', KEYS[2], '1', 'EX', ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[3], 0, ARGV[5])
local added = redis.call('ZADD', KEYS[3], 'NX', ARGV[4], ARGV[1])
redis.call('EXPIRE', KEYS[3], ARGV[6])
local place
if added == 1 then
  place = redis.call('ZCARD', KEYS[3]) - 1
else
  place = redis.call('ZRANK', KEYS[3], ARGV[1])
end
local turn = math.min(place, #KEYS - 4)
redis.call('LPUSH', KEYS[4 + turn], ARGV[7] .. string.format('%d', turn) .. ARGV[8])
return 1
"""


def _no_headers() -> Mapping[str, str]:
    return {}


class RedisJobQueue:
    """`JobQueue` on Redis or Valkey."""

    def __init__(
        self,
        redis_url: str,
        *,
        prefix: str,
        clock: Clock,
        ids: IdSource,
        trace_headers: Callable[[], Mapping[str, str]] = _no_headers,
    ) -> None:
        self._clock = clock
        self._ids = ids
        self._prefix = prefix
        self._trace_headers = trace_headers
        # A burst waits for a connection; the plain pool refuses it, as if the queue were away.
        pool: Any = redis.asyncio.BlockingConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
            redis_url,
            timeout=_POOL_SECONDS,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            max_connections=64,
        )
        self.redis: Any = redis.asyncio.Redis.from_pool(pool)
        self._enqueue_once: Any = self.redis.register_script(_ENQUEUE_ONCE)

    async def enqueue_once(self, entry: Entry, body: Mapping[str, object]) -> bool:
        now_ms = self._clock.now_ms()
        message = task_message(
            entry.task,
            entry.name,
            body,
            queue=self._key(entry.queue),
            tag=self._ids.uuid(),
            headers={"acceptedMs": now_ms, **self._trace_headers()},
        )
        lists = lists_of(self._key(entry.queue))
        keys = [
            self._key(f"accepted:{entry.name}"),
            self._key(f"signed:{entry.signature}"),
            self._key(waiting_key(entry.queue, entry.owner_id)),
            *lists[:TURNS],
        ]
        arguments = [
            entry.name,
            entry.remember_seconds,
            SIGNATURE_SECONDS,
            now_ms / 1000,
            now_ms / 1000 - WAITING_SECONDS_MAX,
            WAITING_SECONDS_MAX,
            message.before_priority,
            message.after_priority,
        ]
        return bool(await self._asked(self._enqueue_once(keys=keys, args=arguments)))

    async def announce_cancel(self, job_id: str) -> None:
        await self._asked(self.redis.publish(self._key(CANCEL_CHANNEL), job_id))

    async def depths(self, queues: tuple[str, ...]) -> dict[str, int]:
        """How many messages wait in each queue."""
        found: dict[str, int] = {}
        for queue in queues:
            async with self.redis.pipeline() as asked:
                for name in lists_of(queue):
                    asked.llen(self._key(name))
                lengths: list[int] = await self._asked(asked.execute())
            found[queue] = sum(lengths)
        return found

    async def ping(self) -> None:
        """Raises `QueueUnavailableError` when Redis is away."""
        await self._asked(self.redis.ping())

    async def close(self) -> None:
        """End the connections."""
        await self.redis.aclose()

    def _key(self, name: str) -> str:
        return f"{self._prefix}{name}"

    async def _asked(self, answer: Awaitable[_T]) -> _T:
        try:
            return await answer
        except (RedisError, OSError) as error:
            raise _away(error) from error


def _away(error: Exception) -> QueueUnavailableError:
    message = f"The queue does not answer ({type(error).__name__}); try again soon."
    return QueueUnavailableError(message, retry_after_seconds=_RETRY_AFTER_SECONDS)
