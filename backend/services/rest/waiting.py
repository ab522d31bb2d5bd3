"""Waiting for a thing to settle, by asking again at a steady pace until a deadline."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from backend.clock import Clock

Thing = TypeVar("Thing")
PACE_SECONDS = 0.7


class Pause(Protocol):
    """Lets time pass; a fake one moves a fake clock."""

    async def __call__(self, seconds: float) -> None:
        """Return after so many seconds."""
        ...


class RealPause:
    """The event loop's own time."""

    async def __call__(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def wait_until(
    read: Callable[[], Awaitable[Thing]],
    settled: Callable[[Thing], bool],
    *,
    seconds: float,
    clock: Clock,
    pause: Pause,
) -> Thing:
    """What `read` gives once it is settled, or the last of it when the time is up."""
    deadline_s = clock.monotonic_s() + seconds
    thing = await read()
    while not settled(thing) and (left := deadline_s - clock.monotonic_s()) > 0:
        await pause(min(PACE_SECONDS, left))
        thing = await read()
    return thing
