"""What routes may ask for.

`create_app` puts one `Parts` on the application; routes reach it through these functions.
"""

from dataclasses import dataclass
from typing import Annotated, Protocol, cast

import httpx
from fastapi import Depends, Request

from backend.api.metrics import ApiMetrics
from backend.clock import Clock
from backend.config import Settings
from backend.ids import IdSource
from backend.services.jobs.accept import JobQueue
from backend.storage.port import Storage
from backend.webhooks.delivery import Resolver


class ObservedQueue(JobQueue, Protocol):
    """The queue, and what health and figures ask of it."""

    async def depths(self, queues: tuple[str, ...]) -> dict[str, int]:
        """How many messages wait in each queue."""
        ...

    async def ping(self) -> None:
        """Raises `QueueUnavailableError` when it is away."""
        ...


@dataclass(frozen=True)
class Parts:
    """What the composition root opened."""

    settings: Settings
    clock: Clock
    ids: IdSource
    queue: ObservedQueue
    storage: Storage
    http: httpx.AsyncClient
    metrics: ApiMetrics
    resolver: Resolver


# Not `def`: FastAPI would ask a thread for it, and wait for the thread.
async def get_parts(request: Request) -> Parts:
    """Everything the application holds."""
    return cast("Parts", request.app.state.parts)


async def request_id(request: Request) -> str:
    """The id of this request, as it stands in the log and in the answer."""
    return str(request.state.request_id)


GetParts = Annotated[Parts, Depends(get_parts)]
GetRequestId = Annotated[str, Depends(request_id)]
