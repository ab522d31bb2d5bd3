"""`Idempotency-Key`: the same request twice has one effect and one answer, for a day."""

import json
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Protocol, cast

from redis.exceptions import RedisError

from backend.clock import Clock

KEPT_SECONDS = 86_400
RUNNING_SECONDS = 120
_ANSWER_BYTES_MAX = 262_144


@dataclass(frozen=True)
class Fresh:
    """Nobody has used the key."""


@dataclass(frozen=True)
class Running:
    """The first request with the key is still being answered."""


@dataclass(frozen=True)
class Other:
    """The key was used with another request."""


@dataclass(frozen=True)
class Answered:
    """The first answer; `body` is None when it held a secret and was not kept."""

    status: int
    body: str | None


Found = Fresh | Running | Other | Answered


class IdempotencyStore(Protocol):
    """Remembers first answers by key."""

    async def begin(self, key: str, fingerprint: str) -> Found:
        """Claim the key for this request, or say who has it."""
        ...

    async def finish(self, key: str, fingerprint: str, answer: Answered) -> None:
        """Keep the answer."""
        ...

    async def abandon(self, key: str) -> None:
        """Free the key after a failure that another try may mend."""
        ...


class MemoryIdempotencyStore:
    """In this process; for one machine and for tests."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rows: dict[str, tuple[float, str, Answered | None]] = {}

    async def begin(self, key: str, fingerprint: str) -> Found:
        now_s = self._clock.monotonic_s()
        row = self._rows.get(key)
        if row is None or row[0] <= now_s:
            self._rows[key] = (now_s + RUNNING_SECONDS, fingerprint, None)
            return Fresh()
        if row[1] != fingerprint:
            return Other()
        return row[2] or Running()

    async def finish(self, key: str, fingerprint: str, answer: Answered) -> None:
        self._rows[key] = (self._clock.monotonic_s() + KEPT_SECONDS, fingerprint, answer)

    async def abandon(self, key: str) -> None:
        self._rows.pop(key, None)


class RedisCommands(Protocol):
    """The commands that are needed of `redis.asyncio.Redis`."""

    def set(self, name: str, value: str, *, ex: int, nx: bool = False) -> Awaitable[object]:
        """Keep a text for so many seconds."""
        ...

    def get(self, name: str) -> Awaitable[bytes | str | None]:
        """Read a text."""
        ...

    def delete(self, *names: str) -> Awaitable[object]:
        """Drop texts."""
        ...


class RedisIdempotencyStore:
    """In Redis. While it is away every key is fresh: Convex's `clientRequestId` still holds."""

    def __init__(self, redis: RedisCommands, *, prefix: str = "idempotency:") -> None:
        self._redis = redis
        self._prefix = prefix

    async def begin(self, key: str, fingerprint: str) -> Found:
        name = self._prefix + key
        claim = json.dumps({"fingerprint": fingerprint})
        try:
            if await self._redis.set(name, claim, ex=RUNNING_SECONDS, nx=True):
                return Fresh()
            kept = await self._redis.get(name)
        except (RedisError, OSError):
            return Fresh()
        if kept is None:
            return Fresh()
        row = cast("dict[str, object]", json.loads(kept))
        if row["fingerprint"] != fingerprint:
            return Other()
        if "status" not in row:
            return Running()
        body = row["body"]
        return Answered(cast("int", row["status"]), body if isinstance(body, str) else None)

    async def finish(self, key: str, fingerprint: str, answer: Answered) -> None:
        body = answer.body
        kept = body if body is None or len(body) <= _ANSWER_BYTES_MAX else None
        row = {"fingerprint": fingerprint, "status": answer.status, "body": kept}
        try:
            await self._redis.set(self._prefix + key, json.dumps(row), ex=KEPT_SECONDS)
        except (RedisError, OSError):
            return

    async def abandon(self, key: str) -> None:
        try:
            await self._redis.delete(self._prefix + key)
        except (RedisError, OSError):
            return
