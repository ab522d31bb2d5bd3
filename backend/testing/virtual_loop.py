"""An event loop whose time passes only when everything waits, and then at once."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

from typing_extensions import override

from backend.testing.clock import FakeClock

Result = TypeVar("Result")


class _Selector(selectors.SelectSelector):
    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self._clock = clock

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        events = super().select(0)
        if not events and timeout:
            self._clock.advance(timeout)
        return events


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock: FakeClock) -> None:
        super().__init__(_Selector(clock))
        self._clock = clock

    @override
    def time(self) -> float:
        return self._clock.monotonic_s()


def run_virtually(clock: FakeClock, work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end in virtual time: sleeps and timeouts are exact and take no time."""
    loop = _Loop(clock)
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
