"""Accepting a signed job: enqueue it once, answer the same as often as asked.

```text
post ──▶ answered before? ──yes──▶ the same answer
             │ no
             ▼
         one caller at a time per (job, attempt) ──▶ queue ──▶ remember the answer ──▶ 202
```

The memory is short (`remember_seconds`): Convex posts an unclaimed job again every minute, because
a queue may lose a message, and that second post must really enqueue. Duplicates in the queue cost
one refused claim; the claim, not this, is what makes work happen once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from backend.errors import Owner, ServiceError
from backend.services.jobs.messages import AnyJob, CancelJob

QueueName = Literal["author", "render", "export"]
REMEMBER_SECONDS = 45
_LOCK_SECONDS = 10
_LOOK_SECONDS = 0.05
_LOOKS_MAX = 60
_CANCEL_SECONDS = 3600


class QueueUnavailableError(ServiceError):
    """The queue did not take the job; nothing was enqueued."""

    code: ClassVar[str] = "queue.unavailable"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"
    public: ClassVar[bool] = True


class JobBusyError(ServiceError):
    """The same job is being accepted right now; ask again."""

    code: ClassVar[str] = "job.busy"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "us"
    public: ClassVar[bool] = True


class JobQueue(Protocol):
    """Where accepted jobs go; every call raises `QueueUnavailableError` when it is away."""

    async def enqueue(self, queue: QueueName, task: str, body: Mapping[str, object]) -> None:
        """Hand a job to whichever worker comes first."""
        ...

    async def announce_cancel(self, job_id: str, *, seconds: int) -> None:
        """Tell the workers that nobody wants the job any more."""
        ...

    async def lock(self, name: str, *, seconds: int) -> bool:
        """Take a short lock; answers whether it was free."""
        ...

    async def unlock(self, name: str) -> None:
        """Give a lock back."""
        ...

    async def remember(self, name: str, *, seconds: int) -> None:
        """Note a fact for a while."""
        ...

    async def remembers(self, name: str) -> bool:
        """Whether the fact is still noted."""
        ...


@dataclass(frozen=True)
class Accepted:
    """The answer to Convex."""

    job_id: str
    # Whether this very job and attempt was accepted a moment ago; nothing was enqueued now.
    replayed: bool


async def accept(
    job: AnyJob,
    body: Mapping[str, object],
    queue: JobQueue,
    *,
    remember_seconds: int = REMEMBER_SECONDS,
) -> Accepted:
    """Enqueue a job once.

    Raises:
        QueueUnavailableError: the queue is away; nothing was enqueued.
        JobBusyError: another request is accepting the same job.
    """
    name = f"{job.job_id}:{job.attempt}"
    if await queue.remembers(name):
        return Accepted(job.job_id, replayed=True)
    if not await queue.lock(name, seconds=_LOCK_SECONDS):
        if await _answered_elsewhere(name, queue):
            return Accepted(job.job_id, replayed=True)
        message = "This job is being accepted by another request."
        raise JobBusyError(message, retry_after_seconds=1)
    try:
        if await queue.remembers(name):
            return Accepted(job.job_id, replayed=True)
        await queue.enqueue(queue_of(job), f"jobs.{job.route.removeprefix('/jobs/')}", body)
        await queue.remember(name, seconds=remember_seconds)
    finally:
        await queue.unlock(name)
    return Accepted(job.job_id, replayed=False)


async def _answered_elsewhere(name: str, queue: JobQueue) -> bool:
    """Whether whoever holds the lock is done in a moment: a replay gets the first answer."""
    for _look in range(_LOOKS_MAX):
        await asyncio.sleep(_LOOK_SECONDS)
        if await queue.remembers(name):
            return True
    return False


async def cancel(job: CancelJob, queue: JobQueue) -> Accepted:
    """Tell the workers; Convex has cancelled the job already, so a lost word costs time only.

    Raises:
        QueueUnavailableError: the workers could not be told.
    """
    await queue.announce_cancel(job.job_id, seconds=_CANCEL_SECONDS)
    return Accepted(job.job_id, replayed=False)


def queue_of(job: AnyJob) -> QueueName:
    """Words go to authors, given sources to renderers."""
    match job.route:
        case "/jobs/generate" | "/jobs/edit":
            return "author"
        case "/jobs/render":
            return "render"
        case "/jobs/export":
            return "export"
