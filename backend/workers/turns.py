"""Notes that a job is no longer waiting, so that its person's next one moves up."""

from typing import Any

import redis
from redis.exceptions import RedisError

from backend.log import get_logger
from backend.services.jobs.messages import Job
from backend.services.jobs.turns import waiting_key

_LOG = get_logger(__name__)
_TIMEOUT_SECONDS = 1.5


class Turns:
    """Best effort: a note that stays behind only costs its person a place, for a while."""

    def __init__(self, redis_url: str, *, prefix: str) -> None:
        self._redis: Any = redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
            redis_url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS
        )
        self._prefix = prefix

    def taken(self, queue: str, job: Job, owner_id: str) -> None:
        """The job has left the queue."""
        key = self._prefix + waiting_key(queue, owner_id)
        try:
            self._redis.zrem(key, f"{job.job_id}:{job.attempt}")
        except (RedisError, OSError) as error:
            _LOG.warning("turns.not_noted", reason=type(error).__name__)

    def close(self) -> None:
        """End the connections."""
        self._redis.close()
