"""Accepting a signed job: enqueue it once, answer the same as often as asked.

```text
post ──▶ answered before? ──yes──▶ the same answer
             │ no                                        one step of the queue: two posts
             ▼                                           of one attempt never both pass
         its turn ──▶ queue ──▶ remember the answer ──▶ 202
```

Two memories, both short. The attempt is remembered for `remember_seconds`: Convex posts an
unclaimed job again every minute, because a queue may lose a message, and that second post must
really enqueue. The signature is remembered for as long as it is believed, so that a captured call
sent again creates nothing. Duplicates in the queue cost one refused claim; the claim, not this, is
what makes work happen once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from backend.errors import Owner, ServiceError
from backend.services.jobs.messages import AnyJob, CancelJob, SweepJob
from backend.signing import WINDOW_MS

QueueName = Literal["author", "render", "export", "maintenance"]
REMEMBER_SECONDS = 45
# In whose turn the house's own work waits.
HOUSE = "house"
# Where workers hear that a job is not wanted any more.
CANCEL_CHANNEL = "scenewright:cancel"
# A timestamp may be five minutes ahead, and is believed until it is five minutes old.
SIGNATURE_SECONDS = 2 * WINDOW_MS // 1000


class QueueUnavailableError(ServiceError):
    """The queue did not take the job; nothing was enqueued."""

    code: ClassVar[str] = "queue.unavailable"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"
    public: ClassVar[bool] = True


@dataclass(frozen=True)
class Entry:
    """Where a job goes, and by what it is known when it comes again."""

    queue: QueueName
    task: str
    job_id: str
    attempt: int
    owner_id: str
    # Of the call that brought it.
    signature: str
    remember_seconds: int

    @property
    def name(self) -> str:
        """One a job and attempt."""
        return f"{self.job_id}:{self.attempt}"


class JobQueue(Protocol):
    """Where accepted jobs go; every call raises `QueueUnavailableError` when it is away."""

    async def enqueue_once(self, entry: Entry, body: Mapping[str, object]) -> bool:
        """Hand a job to whichever worker comes first, in one step with remembering it.

        Answers whether it was enqueued now; it was not when it is still remembered.
        """
        ...

    async def announce_cancel(self, job_id: str) -> None:
        """Tell the workers that nobody wants the job any more."""
        ...


@dataclass(frozen=True)
class Accepted:
    """The answer to Convex."""

    job_id: str
    # Whether this very job and attempt was accepted a moment ago; nothing was enqueued now.
    replayed: bool


async def accept(
    job: AnyJob | SweepJob,
    body: Mapping[str, object],
    queue: JobQueue,
    *,
    signature: str,
    remember_seconds: int = REMEMBER_SECONDS,
) -> Accepted:
    """Enqueue a job once.

    Raises:
        QueueUnavailableError: the queue is away; it is not known to have taken the job.
    """
    entry = Entry(
        queue=queue_of(job),
        task=f"jobs.{job.route.removeprefix('/jobs/')}",
        job_id=job.job_id,
        attempt=job.attempt,
        owner_id=HOUSE if isinstance(job, SweepJob) else job.owner_id,
        signature=signature,
        remember_seconds=remember_seconds,
    )
    enqueued = await queue.enqueue_once(entry, body)
    return Accepted(job.job_id, replayed=not enqueued)


async def cancel(job: CancelJob, queue: JobQueue) -> Accepted:
    """Tell the workers; Convex has cancelled the job already, so a lost word costs time only.

    Raises:
        QueueUnavailableError: the workers could not be told.
    """
    await queue.announce_cancel(job.job_id)
    return Accepted(job.job_id, replayed=False)


def queue_of(job: AnyJob | SweepJob) -> QueueName:
    """Words go to authors, given sources to renderers."""
    match job.route:
        case "/jobs/generate" | "/jobs/edit":
            return "author"
        case "/jobs/render":
            return "render"
        case "/jobs/export":
            return "export"
        case "/jobs/sweep":
            return "maintenance"
