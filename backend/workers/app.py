"""The composition root of a worker: settings in, a running worker out."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom

from celery import Celery
from prometheus_client import start_http_server

from backend.authoring.model.docs import DocsLookup
from backend.authoring.pipeline import FixMemory
from backend.authoring.port import Author
from backend.clock import SystemClock
from backend.config import Settings
from backend.convex_client.callbacks import Ledger
from backend.convex_client.door import HttpDoor
from backend.convex_client.outbox import Backoff, Outbox
from backend.ids import SystemIds
from backend.log import get_logger
from backend.rendering import Workspace
from backend.services.export.scene_part import part_of
from backend.services.identity.mail import Mailer, OutboxMailer, SmtpMailer, smtp_from
from backend.services.jobs.accept import HOUSE
from backend.services.jobs.messages import Job, OwnedJob
from backend.services.jobs.run import JobRunner
from backend.services.objects.sweep import StoreSweeper, SweepTools
from backend.services.pipeline.book import DocumentBook
from backend.services.pipeline.metering import Prices
from backend.services.pipeline.workshop import Renderer, Slots, Workshop
from backend.storage.s3 import S3Options, S3Storage
from backend.webhooks.guard import Rules
from backend.workers.authors import author_name, open_author
from backend.workers.cancels import CancelListener
from backend.workers.celery_app import QueueOptions, create_celery
from backend.workers.metrics import WorkerMetrics
from backend.workers.own_keys import OwnKeys
from backend.workers.rendering import open_renderer
from backend.workers.tasks import declare_tasks
from backend.workers.turns import Turns
from backend.workers.webhooks import PumpOptions, WebhookPump

_LOG = get_logger(__name__)


@dataclass(frozen=True)
class WorkerParts:
    """Everything that a worker opened."""

    settings: Settings
    celery: Celery
    runner: JobRunner
    outbox: Outbox
    cancels: CancelListener
    turns: Turns
    metrics: WorkerMetrics
    close_renderer: Callable[[], None]
    scratch: Workspace
    sweeper: StoreSweeper
    door: HttpDoor
    webhooks: WebhookPump | None

    def start(self) -> None:
        """Take the outbox, hear cancels, serve figures."""
        self.outbox.open()
        self.cancels.start()
        if self.webhooks is not None:
            self.webhooks.start()
        self.metrics.running.set_function(self.runner.running)
        self.metrics.outbox.set_function(self.outbox.size)
        if self.settings.worker_metrics_port is not None:
            start_http_server(self.settings.worker_metrics_port, "127.0.0.1", self.metrics.registry)

    def stop_work(self) -> None:
        """Stop every job and the sweep at once, and give the jobs back."""
        self.sweeper.stop()
        self.runner.shut_down()

    def close(self) -> None:
        """End everything; what could not be sent stays on disk."""
        self.cancels.close()
        self.turns.close()
        if self.webhooks is not None:
            self.webhooks.close()
        self.close_renderer()
        self.scratch.close()
        self.outbox.close()
        self.door.close()


def create_worker(settings: Settings, *, author: Author | None = None) -> WorkerParts:
    """Wire a worker; nothing runs before `start`."""
    clock, ids = SystemClock(), SystemIds()
    metrics = WorkerMetrics(release=settings.release)
    door = HttpDoor(settings.convex_site_url, secret=settings.callback_secrets[0], clock=clock)
    ledger = Ledger(door)
    outbox = Outbox(
        settings.data_dir / "outbox",
        name=settings.worker_name,
        ledger=ledger,
        clock=clock,
        backoff=Backoff(
            settings.callback_backoff_seconds_min, settings.callback_backoff_seconds_max
        ),
        random=SystemRandom(),
        on_sent=metrics.callback_lag.observe,
    )
    runner = JobRunner(
        ledger=ledger,
        outbox=outbox,
        clock=clock,
        ids=ids,
        heartbeat_seconds=settings.heartbeat_seconds,
        seconds_max=settings.task_seconds_max,
    )
    renderer, close_renderer = open_renderer(settings, clock=clock, ids=ids)
    metrics.warm.set_function(renderer.warm)
    # What a killed worker left of its exports goes when the next one opens its own.
    scratch = Workspace(settings.data_dir / "scratch", ids=ids)
    shop = _workshop(
        settings, renderer, metrics, author or open_author(settings), scratch=scratch.folder()
    )
    celery = create_celery(
        QueueOptions(
            redis_url=settings.redis_url,
            queues=settings.worker_queues,
            concurrency=settings.worker_concurrency,
            task_seconds_max=settings.task_seconds_max,
            prefix=settings.queue_prefix,
        )
    )
    turns = Turns(settings.redis_url, prefix=settings.queue_prefix)

    def on_taken(queue: str, job: Job, accepted_ms: int | None) -> None:
        turns.taken(queue, job, job.owner_id if isinstance(job, OwnedJob) else HOUSE)
        if accepted_ms is not None:
            waited_s = max(0, clock.now_ms() - accepted_ms) / 1000
            metrics.queue_wait.labels(queue=queue).observe(waited_s)

    sweeper = StoreSweeper(
        SweepTools(storage=shop.storage, door=door, clock=clock, count=metrics.swept)
    )
    declare_tasks(
        celery,
        runner,
        shop,
        sweeper=sweeper,
        own_keys=OwnKeys(
            door,
            base_urls=settings.own_key_base_urls,
            docs=DocsLookup(settings.docs_server_url),
        ),
        on_taken=on_taken,
    )
    cancels = CancelListener(
        settings.redis_url, prefix=settings.queue_prefix, stop_job=runner.stop_job
    )
    return WorkerParts(
        settings=settings,
        celery=celery,
        runner=runner,
        outbox=outbox,
        cancels=cancels,
        turns=turns,
        metrics=metrics,
        close_renderer=close_renderer,
        scratch=scratch,
        sweeper=sweeper,
        door=door,
        webhooks=_webhooks(settings, door),
    )


def _webhooks(settings: Settings, door: HttpDoor) -> WebhookPump | None:
    if "webhooks" not in settings.worker_queues:
        return None
    clock, ids = SystemClock(), SystemIds()
    mail = settings.mail_url
    mailer: Mailer = OutboxMailer(settings.data_dir / "letters", clock=clock, ids=ids)
    if mail is not None:
        mailer = SmtpMailer(smtp_from(mail.get_secret_value(), settings.mail_from))
    options = PumpOptions(
        rules=Rules(loopback=settings.webhook_allow_private, own_hosts=settings.own_hosts),
        redis_url=settings.redis_url,
        prefix=settings.queue_prefix,
        mailer=mailer,
        web_url=settings.web_public_url,
        lease_seconds=settings.webhook_lease_seconds,
    )
    return WebhookPump(door, options, clock=clock, ids=ids)


def _workshop(
    settings: Settings,
    renderer: Renderer,
    metrics: WorkerMetrics,
    author: Author,
    *,
    scratch: Path,
) -> Workshop:
    cores = os.cpu_count() or 1
    return Workshop(
        author=author,
        author_name=author_name(settings),
        prices=Prices(settings.model_price_input, settings.model_price_output),
        docs=DocsLookup(settings.docs_server_url),
        memory=FixMemory(settings.data_dir / "fixes.json"),
        book=DocumentBook(),
        renderer=renderer,
        storage=S3Storage(_storage_options(settings)),
        clock=SystemClock(),
        slots=Slots(settings.render_slots),
        scratch=scratch,
        part_of=part_of,
        render_seconds_max=settings.render_seconds_max,
        render_workers=max(1, cores // settings.render_slots),
        repair_tries_max=settings.repair_tries_max,
        observed=metrics.observed(),
    )


def _storage_options(settings: Settings) -> S3Options:
    secret = settings.s3_secret_access_key
    return S3Options(
        endpoint_url=settings.s3_endpoint_url,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
        chunks_bucket=settings.s3_chunks_bucket,
        sources_bucket=settings.s3_sources_bucket,
        public_base_url=settings.cloudfront_base_url,
    )
