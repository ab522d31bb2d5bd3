"""`python -m backend.workers`: take jobs until SIGTERM, then give back what runs.

```text
SIGTERM ──▶ stop consuming ──▶ stop every job's sandbox ──▶ release jobs to the ledger ──▶ exit
```
"""

import os
import sys
import threading

from celery.apps.worker import Worker
from celery.signals import worker_ready, worker_shutting_down
from celery.utils.nodenames import host_format

from backend.config import effective
from backend.errors import ServiceError
from backend.log import get_logger
from backend.startup import BAD_SETTINGS, begin
from backend.telemetry import start_traces, trace_tasks
from backend.workers.app import WorkerParts, create_worker

_LOG = get_logger(__name__)


def main() -> int:
    """Work until told to stop.

    Exit code 1 when the queue's client gave up, so that whoever keeps the worker running starts it
    again; 2 when the settings cannot be used, 3 when nothing can isolate a render.
    """
    settings = begin("worker")
    if settings is None:
        return BAD_SETTINGS
    if start_traces(settings.otel_endpoint, service="worker", release=settings.release):
        trace_tasks()
    _LOG.info("worker.settings", **effective(settings))
    try:
        parts = create_worker(settings)
    except ServiceError as error:
        _LOG.error("worker.refused", code=error.code, reason=error.message, **error.details)
        return 3
    parts.start()
    return _work(parts)


def _work(parts: WorkerParts) -> int:
    """Consume until told to stop; jobs in hand are stopped at once and given back."""
    settings = parts.settings
    worker = Worker(
        app=parts.celery,
        hostname=host_format(f"{settings.worker_name}@%h"),
        loglevel=settings.log_level.upper(),
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
        quiet=True,
    )

    def on_ready(**_fields: object) -> None:
        _LOG.info("worker.ready", queues=list(settings.worker_queues))
        if settings.worker_ready_file is not None:
            settings.worker_ready_file.parent.mkdir(parents=True, exist_ok=True)
            settings.worker_ready_file.touch()

    told, stopping, ended = threading.Event(), threading.Event(), threading.Event()

    def give_back() -> None:
        # In a thread: stopping sandboxes and calling Convex do not belong into a signal handler.
        stopping.wait()
        parts.stop_work()
        if not ended.wait(settings.shutdown_seconds):
            # Something does not end, a sandbox that is just being made for example. Its job goes
            # back to the ledger, its processes die with this one, and reports are on disk.
            _LOG.warning("worker.ends_at_once", jobs=parts.runner.running())
            parts.runner.release_running()
            os._exit(0 if told.is_set() else 1)

    def on_stopping(**_fields: object) -> None:
        told.set()
        stopping.set()

    worker_ready.connect(on_ready, weak=False)
    worker_shutting_down.connect(on_stopping, weak=False)
    giver = threading.Thread(target=give_back, name="give-back", daemon=True)
    giver.start()
    worker.start()
    if not told.is_set():
        # Seen when the queue went away while its connection was just being made again.
        _LOG.error("worker.consumer_lost", advice="start the worker again")
    stopping.set()
    parts.close()
    ended.set()
    giver.join(timeout=5)
    return 0 if told.is_set() else 1


if __name__ == "__main__":
    sys.exit(main())
