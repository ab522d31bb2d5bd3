"""The one place that opens Redis for async callers: patient for a moment, never for long."""

from redis.asyncio import Redis

_SECONDS = 1.5


def open_redis(url: str) -> Redis:
    """A client that gives up quickly, so that whoever counts in Redis can go on without it."""
    return Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)  # pyright: ignore[reportUnknownMemberType] - the library types its options loosely
