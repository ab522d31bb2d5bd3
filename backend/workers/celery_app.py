"""Celery's settings, each against a measured way to lose or double work (see `README.md`)."""

from dataclasses import dataclass

from celery import Celery
from kombu import Queue

from backend.services.jobs.turns import TRANSPORT


@dataclass(frozen=True)
class QueueOptions:
    """What this worker serves and how."""

    redis_url: str
    queues: tuple[str, ...]
    concurrency: int
    task_seconds_max: int
    prefix: str = ""


def create_celery(options: QueueOptions) -> Celery:
    """A Celery application that is transport only."""
    celery = Celery("scenewright", broker=options.redis_url, set_as_current=False)
    transport: dict[str, object] = {
        # Longer than any task: a message that is worked on must never be delivered again by age.
        "visibility_timeout": options.task_seconds_max + 60,
        # With the defaults a dead worker's message came back after 100 s; the ledger is faster,
        # and this bounds what is left.
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 3,
        "socket_keepalive": True,
        "health_check_interval": 15,
        "retry_on_timeout": True,
        # Lower turns first, whatever queue they are in: see `backend/services/jobs/turns.py`.
        **TRANSPORT,
    }
    celery.conf.update(
        broker_transport_options=transport,
        result_backend=None,
        result_backend_transport_options=transport,
        visibility_timeout=options.task_seconds_max + 60,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_connection_timeout=3,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_acks_on_failure_or_timeout=True,
        worker_prefetch_multiplier=1,
        worker_disable_prefetch=True,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_concurrency=options.concurrency,
        worker_pool="threads",
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
        task_ignore_result=True,
        task_store_errors_even_if_ignored=False,
        task_serializer="json",
        accept_content=["json"],
        task_create_missing_queues=False,
        task_queues=[Queue(options.prefix + name) for name in options.queues],
        task_default_queue=options.prefix + options.queues[0],
        enable_utc=True,
    )
    return celery
