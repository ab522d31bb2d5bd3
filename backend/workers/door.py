"""The only way to declare a task, typed.

Celery delivers at least once and knows nothing of attempts: a task parses its message, claims the
attempt in Convex's ledger and works only if it may. Whatever happens, the message is acknowledged;
what must be done again is dispatched again by the ledger.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from celery import Celery
from pydantic import ValidationError

from backend.log import bound, get_logger
from backend.services.jobs.messages import Job
from backend.telemetry import mark_span

_LOG = get_logger(__name__)
_J = TypeVar("_J", bound=Job)


def declare(
    celery: Celery,
    name: str,
    model: type[_J],
    handle: Callable[[_J], str],
    *,
    on_taken: Callable[[_J, int | None], None],
) -> None:
    """Register `handle` as the task `name`; its message is a `model`.

    `on_taken` hears of the job, and when the API accepted it, in milliseconds since the epoch.
    """

    def task(self: Any, body: dict[str, Any]) -> str:  # noqa: ANN401 - Celery's bound task
        headers: Any = self.request.headers
        accepted_ms: object = headers.get("acceptedMs") if headers else None
        try:
            job = model.model_validate(body)
        except ValidationError as error:
            _LOG.error("task.message_refused", task=name, problems=error.error_count())
            return "refused"
        mark_span(jobId=job.job_id, correlationId=job.correlation_id)
        with bound(jobId=job.job_id, attempt=job.attempt, correlationId=job.correlation_id):
            on_taken(job, accepted_ms if isinstance(accepted_ms, int) else None)
            return handle(job)

    celery.task(name=name, bind=True, ignore_result=True)(task)
