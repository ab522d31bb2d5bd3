"""The queue as the API uses it: a Celery producer and a few keys, both on one Redis.

Publishing blocks, so it happens in threads; a broken Redis is noticed within two seconds and told.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from functools import partial
from typing import Any, TypeVar

import redis.asyncio
from celery import Celery
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.clock import Clock
from backend.services.jobs.accept import QueueName, QueueUnavailableError
from backend.services.jobs.turns import (
    TRANSPORT,
    WAITING_SECONDS_MAX,
    lists_of,
    turn_of,
    waiting_key,
)

_T = TypeVar("_T")
_TIMEOUT_SECONDS = 1.5
_POOL_SECONDS = 5.0
_RETRY_AFTER_SECONDS = 5
CANCEL_CHANNEL = "scenewright:cancel"


class RedisJobQueue:
    """`JobQueue` on Redis or Valkey."""

    def __init__(self, redis_url: str, *, prefix: str, clock: Clock) -> None:
        self._clock = clock
        self._prefix = prefix
        # A burst waits for a connection; the plain pool refuses it, as if the queue were away.
        pool: Any = redis.asyncio.BlockingConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
            redis_url,
            timeout=_POOL_SECONDS,
            socket_timeout=_TIMEOUT_SECONDS,
            socket_connect_timeout=_TIMEOUT_SECONDS,
            max_connections=64,
        )
        self.redis: Any = redis.asyncio.Redis.from_pool(pool)
        self._celery = Celery("scenewright-api", broker=redis_url, set_as_current=False)
        self._celery.conf.update(
            broker_connection_retry_on_startup=False,
            broker_connection_timeout=_TIMEOUT_SECONDS,
            broker_pool_limit=32,
            broker_transport_options={
                "socket_timeout": _TIMEOUT_SECONDS,
                "socket_connect_timeout": _TIMEOUT_SECONDS,
                "retry_on_timeout": False,
                "max_retries": 0,
                # Every application on a broker must agree on this; the worker's is the real one.
                "visibility_timeout": 86_400,
                **TRANSPORT,
            },
            task_publish_retry=False,
            task_ignore_result=True,
            task_serializer="json",
            accept_content=["json"],
        )

    async def enqueue(self, queue: QueueName, task: str, body: Mapping[str, object]) -> None:
        name = f"{body['jobId']}:{body['attempt']}"
        place = await self._line_up(queue, str(body.get("ownerId")), name)
        send = partial(
            self._celery.send_task,
            task,
            args=[dict(body)],
            queue=self._prefix + queue,
            task_id=name,
            priority=turn_of(place),
            headers={"acceptedMs": self._clock.now_ms()},
            ignore_result=True,
        )
        try:
            await asyncio.to_thread(send)
        except (OperationalError, OSError, RedisError) as error:
            raise _away(error) from error

    async def _line_up(self, queue: QueueName, owner_id: str, name: str) -> int:
        """The place of a job among its person's; one that is posted again keeps its hour."""
        key, now_s = self._key(waiting_key(queue, owner_id)), self._clock.now_ms() / 1000
        async with self.redis.pipeline() as noted:
            noted.zremrangebyscore(key, 0, now_s - WAITING_SECONDS_MAX)
            noted.zadd(key, {name: now_s}, nx=True)
            noted.expire(key, WAITING_SECONDS_MAX)
            noted.zcard(key)
            noted.zrank(key, name)
            _swept, added, _kept, count, rank = await self._asked(noted.execute())
        # Of two jobs of one moment the ranks may swap; a new one is last whatever its name.
        return int(count) - 1 if added else int(rank)

    async def announce_cancel(self, job_id: str, *, seconds: int) -> None:
        del seconds
        await self._asked(self.redis.publish(self._key(CANCEL_CHANNEL), job_id))

    async def lock(self, name: str, *, seconds: int) -> bool:
        key = self._key(f"accepting:{name}")
        return bool(await self._asked(self.redis.set(key, "1", nx=True, ex=seconds)))

    async def unlock(self, name: str) -> None:
        await self._asked(self.redis.delete(self._key(f"accepting:{name}")))

    async def remember(self, name: str, *, seconds: int) -> None:
        await self._asked(self.redis.set(self._key(f"accepted:{name}"), "1", ex=seconds))

    async def remembers(self, name: str) -> bool:
        return bool(await self._asked(self.redis.exists(self._key(f"accepted:{name}"))))

    async def depths(self, queues: tuple[str, ...]) -> dict[str, int]:
        """How many messages wait in each queue."""
        found: dict[str, int] = {}
        for queue in queues:
            async with self.redis.pipeline() as asked:
                for name in lists_of(queue):
                    asked.llen(self._prefix + name)
                lengths: list[int] = await self._asked(asked.execute())
            found[queue] = sum(lengths)
        return found

    async def ping(self) -> None:
        """Raises `QueueUnavailableError` when Redis is away."""
        await self._asked(self.redis.ping())

    async def close(self) -> None:
        """End the connections."""
        await self.redis.aclose()
        self._celery.close()

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
