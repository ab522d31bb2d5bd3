"""C36: a worker dies between sending a webhook and writing down that it did."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks.webhooks import Webhook
from typing_extensions import override

from backend.testing.services import wait_until
from backend.testing.stack import Stack, kill

pytestmark = [pytest.mark.timeout(120)]
_WEBHOOKS_ONLY = {"SCENEWRIGHT_WORKER_QUEUES": "webhooks"}


class _Receiver(ThreadingHTTPServer):
    """Answers 204 and keeps what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.received: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        if isinstance(self.server, _Receiver):
            self.server.received.append((headers, body))
        self.send_response(204)
        self.end_headers()

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def there() -> Iterator[_Receiver]:
    with _Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.mark.slow
@pytest.mark.requirement("chaos:c36")
def test_a_webhook_sent_again_after_a_crash_keeps_its_id(stack: Stack, there: _Receiver) -> None:
    """The receiver sees it twice and can tell; the ledger counts one delivery with one try."""
    made = stack.person.action("webhooks:createEndpoint", url=there.url, events=["*"])
    stack.to_convex.choose = lambda _method, path, _body: (
        "cut" if path.endswith("webhooks.recordAttempt") else "pass"
    )
    with stack.worker(**_WEBHOOKS_ONLY) as first:
        asked = stack.person.mutation("webhooks:sendTest", endpointId=made["endpointId"])
        assert stack.to_convex.wait_for(
            lambda: any(fault == "cut" for _m, _p, fault in stack.to_convex.seen), 30
        )
        assert len(there.received) == 1
        kill(first)
    stack.to_convex.reset()
    with stack.worker(**_WEBHOOKS_ONLY):
        wait_until(
            lambda: _delivery(stack, made["endpointId"])["status"] == "succeeded",
            seconds=30,
            what="the delivery being recorded",
        )
    assert len({headers["webhook-id"] for headers, _body in there.received}) == 1
    assert len(there.received) == 2
    for headers, body in there.received:
        Webhook(made["secret"]).verify(body, headers)
        assert json.loads(body)["type"] == "ping"
    tries = stack.person.query("webhooks:attempts", deliveryId=asked["deliveryId"])
    assert [one["status"] for one in tries] == [204]
    stack.person.mutation("webhooks:removeEndpoint", endpointId=made["endpointId"])


def _delivery(stack: Stack, endpoint_id: str) -> dict[str, object]:
    page = stack.person.query(
        "webhooks:deliveries",
        endpointId=endpoint_id,
        paginationOpts={"numItems": 5, "cursor": None},
    )
    return page["page"][0]
