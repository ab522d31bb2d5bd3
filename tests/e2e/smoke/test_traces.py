"""Spans of one action: from the request that brought the job to the task that did it, one trace."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2
from typing_extensions import override

from backend.testing.services import wait_until
from backend.testing.stack import open_stack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
STILL = (
    "from manim import *\n\n\n"
    "class Still(Scene):\n"
    "    def construct(self):\n"
    "        self.add(Square())\n"
    "        self.wait(0.2)\n"
)


@dataclass(frozen=True)
class Span:
    """What is asked of a span here."""

    service: str
    name: str
    trace: bytes


@dataclass
class Collector:
    """The spans that were sent so far."""

    url: str = ""
    spans: list[Span] = field(default_factory=list[Span])

    def take(self, raw: bytes) -> None:
        """One export of OTLP over HTTP."""
        request: Any = trace_service_pb2.ExportTraceServiceRequest()
        request.ParseFromString(raw)
        for resource in request.resource_spans:
            named = {each.key: each.value.string_value for each in resource.resource.attributes}
            self.spans += [
                Span(named["service.name"], span.name, span.trace_id)
                for scope in resource.scope_spans
                for span in scope.spans
            ]

    def traces(self, service: str, word: str) -> set[bytes]:
        """The traces in which a service did something of this name."""
        return {each.trace for each in self.spans if each.service == service and word in each.name}


@contextmanager
def collector() -> Generator[Collector]:
    """A collector that keeps everything."""
    kept = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            kept.take(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        @override
        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        kept.url = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.requirement("pipeline:telemetry:joined")
def test_the_request_and_its_task_are_in_one_trace(tmp_path: Path) -> None:
    with (
        collector() as kept,
        open_stack(tmp_path, environment={"OTEL_EXPORTER_OTLP_ENDPOINT": kept.url}) as stack,
        stack.worker(),
    ):
        _project, session = stack.session()
        asked = stack.insert(session, STILL)
        assert stack.ended(asked["jobId"])["status"] == "succeeded"
        wait_until(
            lambda: bool(
                kept.traces("scenewright-api", "/jobs/render")
                & kept.traces("scenewright-worker", "jobs.render")
            ),
            seconds=30,
            what="the spans of both arriving in one trace",
        )
