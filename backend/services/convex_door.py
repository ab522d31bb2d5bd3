"""Convex's signed server door for async callers: a worker thread carries each blocking call."""

import asyncio
from collections.abc import Mapping

from backend.convex_client.door import Door
from backend.ids import IdSource


class ServerRoutes:
    """Calls `/server/<name>` without holding up the event loop."""

    def __init__(self, door: Door, *, ids: IdSource) -> None:
        self._door = door
        self._ids = ids

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """The route's answer.

        Raises:
            ConvexUnavailableError: no usable answer; it may or may not have been applied.
            ConvexRefusedError: refused; the same call will be refused again.
        """
        return await asyncio.to_thread(
            self._door.call, f"/server/{name}", args, correlation_id=self._ids.uuid()
        )
