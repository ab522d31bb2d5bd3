"""Telemetry is off unless asked for, and sends nothing that must stay in the house."""

from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.context import attach, detach
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider

from backend.telemetry import mark_span, scrub_event, start_sentry, start_traces, trace_headers

_SAMPLED = trace.TraceFlags(trace.TraceFlags.SAMPLED)


@pytest.mark.requirement("pipeline:telemetry:off")
def test_nothing_starts_without_an_address() -> None:
    assert not start_sentry(None, service="api", release="r", environment="test")
    assert not start_traces(None, service="api", release="r")


@pytest.mark.requirement("pipeline:telemetry:off")
def test_a_message_carries_its_span_only_when_traces_are_sent() -> None:
    context = trace.set_span_in_context(
        trace.NonRecordingSpan(trace.SpanContext(7, 9, is_remote=False, trace_flags=_SAMPLED))
    )
    token = attach(context)
    try:
        assert trace_headers(None)() == {}
        assert trace_headers("http://127.0.0.1:4318")() == {
            "traceparent": f"00-{7:032x}-{9:016x}-01"
        }
    finally:
        detach(token)


@pytest.mark.requirement("pipeline:telemetry:joined")
def test_the_id_of_an_action_stands_on_its_span() -> None:
    provider = TracerProvider()
    with provider.get_tracer("tests").start_as_current_span("job") as span:
        mark_span(correlationId="c1")
    assert isinstance(span, ReadableSpan)
    assert dict(span.attributes or {}) == {"scenewright.correlationId": "c1"}


@pytest.mark.requirement("pipeline:telemetry:scrubbed")
def test_a_report_carries_no_body_no_headers_and_no_locals() -> None:
    event: dict[str, Any] = {
        "request": {"data": "canary", "headers": {"X-Signature": "canary"}},
        "extra": {"prompt": "canary"},
        "breadcrumbs": {"values": [{"message": "canary"}]},
        "exception": {
            "values": [{"stacktrace": {"frames": [{"function": "f", "vars": {"a": "canary"}}]}}]
        },
    }
    sent = scrub_event(event, {})
    assert sent is not None
    assert "canary" not in str(sent)
    assert "'function': 'f'" in str(sent)


@pytest.mark.requirement("pipeline:telemetry:scrubbed")
@pytest.mark.parametrize("code", ["render.code_error", "author.refused", "signature.invalid"])
def test_the_failure_of_somebodys_scene_is_not_reported(code: str) -> None:
    assert scrub_event({"tags": {"code": code}}, {}) is None
