"""Figures of a worker, for Prometheus. One process, threads only: no multiprocess mode needed."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from backend.services.pipeline.workshop import Observed

_RENDER_BUCKETS = (0.5, 1, 2, 5, 10, 20, 40, 80, 160, 300)
_LAG_BUCKETS = (0.1, 0.5, 1, 5, 15, 60, 300, 1800, 7200)
_WAIT_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300)


class WorkerMetrics:
    """One registry a worker."""

    def __init__(self, *, release: str) -> None:
        self.registry = CollectorRegistry()
        self.jobs = Counter(
            "scenewright_jobs_total",
            "Attempts that ended.",
            ["kind", "outcome", "error_class"],
            registry=self.registry,
        )
        self.queue_wait = Histogram(
            "scenewright_queue_wait_seconds",
            "From accepted by the API to taken by a worker.",
            ["queue"],
            buckets=_WAIT_BUCKETS,
            registry=self.registry,
        )
        self.authoring = Histogram(
            "scenewright_authoring_seconds",
            "Time an author took.",
            ["step"],
            buckets=_RENDER_BUCKETS,
            registry=self.registry,
        )
        self.rendering = Histogram(
            "scenewright_render_seconds",
            "Time a render took, by how it ended.",
            ["outcome"],
            buckets=_RENDER_BUCKETS,
            registry=self.registry,
        )
        self.frames = Counter(
            "scenewright_rendered_frames_total", "Frames rendered.", registry=self.registry
        )
        self.cache_hits = Counter(
            "scenewright_render_cache_hits_total", "Renders reused.", registry=self.registry
        )
        self.callback_lag = Histogram(
            "scenewright_callback_lag_seconds",
            "From a report's making to its delivery, when it had to wait.",
            buckets=_LAG_BUCKETS,
            registry=self.registry,
        )
        self.objects = Counter(
            "scenewright_swept_objects_total",
            "Objects that a sweep of the store looked at, by what became of them.",
            ["shelf", "fate"],
            registry=self.registry,
        )
        self.running = Gauge(
            "scenewright_jobs_running", "Attempts running here.", registry=self.registry
        )
        self.outbox = Gauge(
            "scenewright_outbox_reports", "Reports waiting for Convex.", registry=self.registry
        )
        self.warm = Gauge(
            "scenewright_warm_sandboxes",
            "Renders that would start at once.",
            registry=self.registry,
        )
        self.build = Gauge(
            "scenewright_build_info", "What runs.", ["release", "service"], registry=self.registry
        )
        self.build.labels(release=release, service="worker").set(1)

    def observed(self) -> Observed:
        """Where the pipeline tells its figures."""
        return Observed(
            authored=lambda step, seconds: self.authoring.labels(step=step).observe(seconds),
            rendered=self._rendered,
            job_ended=lambda kind, outcome, code: self.jobs.labels(
                kind=kind, outcome=outcome, error_class=code
            ).inc(),
        )

    def swept(self, shelf: str, fate: str, objects: int) -> None:
        """Where the sweep of the store tells its figures."""
        self.objects.labels(shelf=shelf, fate=fate).inc(objects)

    def _rendered(self, error_class: str, seconds: float, frames: int, hit: bool) -> None:  # noqa: FBT001 - the port's shape
        self.rendering.labels(outcome=error_class or "ok").observe(seconds)
        self.frames.inc(frames)
        if hit:
            self.cache_hits.inc()
