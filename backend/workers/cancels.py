"""Hears which jobs nobody wants any more, faster than the next heartbeat would tell."""

import threading
from collections.abc import Callable
from typing import Any, cast

import redis
from redis.exceptions import RedisError

from backend.log import get_logger
from backend.services.jobs.accept import CANCEL_CHANNEL

_LOG = get_logger(__name__)
_WAIT_SECONDS = 1.0


class CancelListener:
    """Subscribes in its own thread; a broken Redis only makes cancelling slower."""

    def __init__(self, redis_url: str, *, prefix: str, stop_job: Callable[[str], bool]) -> None:
        self._redis: Any = redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
            redis_url, socket_connect_timeout=3, socket_keepalive=True
        )
        self._channel = prefix + CANCEL_CHANNEL
        self._stop_job = stop_job
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="cancels", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._closed.set()
        self._thread.join(timeout=3)

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen_once()
            except (RedisError, OSError) as error:
                _LOG.warning("cancels.lost", reason=type(error).__name__)
                self._closed.wait(_WAIT_SECONDS)

    def _listen_once(self) -> None:
        with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
            subscription.subscribe(self._channel)
            while not self._closed.is_set():
                message = subscription.get_message(timeout=_WAIT_SECONDS)
                data = cast("object", message["data"]) if message else None
                if isinstance(data, bytes) and self._stop_job(data.decode("ascii", "replace")):
                    _LOG.info("job.cancel_heard", jobId=data.decode("ascii", "replace"))
