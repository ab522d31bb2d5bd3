"""Figures of the API process, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class ApiMetrics:
    """One registry an application, so that two in one process never meet."""

    def __init__(self, release: str) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "scenewright_http_request_seconds",
            "Time to answer, by route and status class.",
            ["route", "method", "status"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.jobs_accepted = Counter(
            "scenewright_jobs_accepted_total",
            "Jobs taken from Convex; `replayed` ones were enqueued before.",
            ["kind", "replayed"],
            registry=self.registry,
        )
        self.signature_rejects = Counter(
            "scenewright_signature_rejects_total",
            "Calls that were not believed.",
            ["direction", "reason"],
            registry=self.registry,
        )
        self.queue_depth = Gauge(
            "scenewright_queue_depth", "Messages waiting.", ["queue"], registry=self.registry
        )
        self.build = Gauge(
            "scenewright_build_info", "What runs.", ["release", "service"], registry=self.registry
        )
        self.build.labels(release=release, service="api").set(1)
