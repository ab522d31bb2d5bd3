"""Traces and failure reports, for installations that ask for them.

Owns: starting OpenTelemetry and Sentry when their addresses are set, and dropping what must not
leave the house.
Never does: anything when they are not set, nor import their packages then (extra `telemetry`).
Look next: `backend/log.py` for the lines that are always written.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, cast

from backend.log import get_logger

_LOG = get_logger(__name__)
# Failures of a person's scene are figures, not reports.
_NOT_OURS = ("render.", "author.", "scene.", "signature.", "request.")


def start_sentry(dsn: str | None, *, service: str, release: str, environment: str) -> bool:
    """Report our own failures to Sentry; answers whether it runs."""
    sentry = _optional("sentry_sdk") if dsn else None
    if sentry is None:
        return False
    sentry.init(
        dsn=dsn,
        release=release,
        environment=environment,
        server_name=service,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        # Each would be a whole line of our log, with the ids of whoever was served before.
        max_breadcrumbs=0,
        before_send=scrub_event,
    )
    return True


def start_traces(endpoint: str | None, *, service: str, release: str) -> bool:
    """Send spans to an OpenTelemetry collector; answers whether it does.

    Called once a process and never before a fork: exporters do not survive one.
    """
    if not endpoint:
        return False
    trace = _optional("opentelemetry.trace")
    sdk = _optional("opentelemetry.sdk.trace")
    export = _optional("opentelemetry.sdk.trace.export")
    otlp = _optional("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    resources = _optional("opentelemetry.sdk.resources")
    if trace is None or sdk is None or export is None or otlp is None or resources is None:
        return False
    resource = resources.Resource.create(
        {"service.name": f"scenewright-{service}", "service.version": release}
    )
    provider = sdk.TracerProvider(resource=resource)
    exporter = otlp.OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(export.BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return True


def trace_api(app: object) -> None:
    """Make a span of every request."""
    fastapi = _optional("opentelemetry.instrumentation.fastapi")
    if fastapi is not None:
        fastapi.FastAPIInstrumentor.instrument_app(
            app, excluded_urls="health,metrics", exclude_spans=["receive", "send"]
        )


def trace_tasks() -> None:
    """Make a span of every task, joined to the request that enqueued it."""
    celery = _optional("opentelemetry.instrumentation.celery")
    if celery is not None:
        celery.CeleryInstrumentor().instrument()


def trace_headers(endpoint: str | None) -> Callable[[], Mapping[str, str]]:
    """What a message carries so that the span of its task joins the one it is sent in."""
    propagate = _optional("opentelemetry.propagate") if endpoint else None

    def current() -> Mapping[str, str]:
        carried: dict[str, str] = {}
        if propagate is not None:
            propagate.inject(carried)
        return carried

    return current


def mark_span(**ids: str) -> None:
    """Write ids on the span of the moment, so that they find the trace; nothing without traces."""
    if "opentelemetry.trace" in sys.modules:
        span = import_module("opentelemetry.trace").get_current_span()
        for name, value in ids.items():
            span.set_attribute(f"scenewright.{name}", value)


def scrub_event(event: dict[str, Any], _hint: Mapping[str, object]) -> dict[str, Any] | None:
    """What leaves the house: no bodies, no headers, no locals, no failures of somebody's scene."""
    code = str(cast("Mapping[str, object]", event.get("tags") or {}).get("code", ""))
    if code.startswith(_NOT_OURS):
        return None
    event.pop("request", None)
    event.pop("extra", None)
    event.pop("breadcrumbs", None)
    for exception in event.get("exception", {}).get("values", []):
        for frame in exception.get("stacktrace", {}).get("frames", []):
            frame.pop("vars", None)
    return event


def _optional(name: str) -> Any | None:  # noqa: ANN401 - a module that may not be installed
    try:
        return import_module(name)
    except ImportError:
        _LOG.warning("telemetry.not_installed", module=name, advice="install the extra `telemetry`")
        return None
