"""`scenewright webhooks` and `hooks`: an endpoint's life, the listener, calls of other tools."""

import asyncio
import json
import queue
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks.webhooks import Webhook
from typing_extensions import override

from backend.cli.listener import Listener
from backend.clock import SystemClock
from backend.convex_client.door import HttpDoor
from backend.ids import SystemIds
from backend.services.convex_door import ServerRoutes
from backend.services.rest.waiting import RealPause
from backend.services.webhooks.dispatcher import Dispatcher
from backend.services.webhooks.ledger import ConvexLedger
from backend.testing.embedded_convex import CALLBACK_SECRET
from backend.webhooks.delivery import Sender
from backend.webhooks.guard import Rules
from tests.integration.cli.conftest import Product, Terminal

pytestmark = [pytest.mark.timeout(60)]


def deliver(product: Product) -> int:
    """Send everything that is due, as the worker does."""
    clock = SystemClock()
    door = HttpDoor(product.convex.site_url, secret=CALLBACK_SECRET, clock=clock)
    ledger = ConvexLedger(ServerRoutes(door, ids=SystemIds()))
    sender = Sender(Rules(loopback=True), clock=clock, total_seconds=3)
    working = Dispatcher(ledger, sender, clock=clock, ids=SystemIds(), pause=RealPause())
    try:
        return asyncio.run(working.step())
    finally:
        door.close()


class Ear(Listener):
    """A listener in a thread that hands over what it would print."""

    def __init__(self) -> None:
        super().__init__(0)
        self.heard: queue.Queue[tuple[str, object]] = queue.Queue()

    @override
    def tell(self, webhook_id: str, event: object) -> None:
        self.heard.put((webhook_id, event))
        super().tell(webhook_id, event)


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.done.set()


@pytest.mark.requirement("cli:webhooks")
def test_an_endpoint_is_made_paused_turned_tried_and_removed(
    terminal: Terminal, product: Product, ear: Ear
) -> None:
    words = ["webhooks", "create", ear.url, "--event", "scene.*", "--event", "ping"]
    words += ["--description", "Build server", "--header", "X-Team: films", "--ordered"]
    made = terminal.json(*words, "--rate", "5")
    endpoint = made["endpointId"]
    thread = threading.Thread(
        target=ear.listen,
        args=(made["secret"],),
        kwargs={"count": 2, "as_json": True},
        daemon=True,
    )
    thread.start()
    (found,) = [one for one in terminal.json("webhooks", "list") if one["id"] == endpoint]
    assert found["description"] == "Build server"
    assert found["events"] == ["scene.*", "ping"]
    assert (found["headerNames"], found["ordered"], found["ratePerSecond"]) == (["X-Team"], True, 5)
    assert "secret" not in json.dumps(found).replace("secrets", "")

    assert terminal.json("webhooks", "change", endpoint, "--pause")["status"] == "paused"
    sent = terminal.json("webhooks", "test", endpoint)["deliveryId"]
    assert deliver(product) == 0
    changed = terminal.json("webhooks", "change", endpoint, "--resume", "--unordered")
    assert (changed["status"], changed["ordered"]) == ("active", False)
    assert deliver(product) == 1
    first, event = ear.heard.get(timeout=10)
    assert isinstance(event, dict)
    assert event["type"] == "ping"

    (row,) = terminal.json("webhooks", "deliveries", endpoint)
    assert (row["id"], row["status"], row["lastStatus"]) == (sent, "succeeded", 204)
    (tried,) = terminal.json("webhooks", "tries", sent)
    assert (tried["attempt"], tried["status"]) == (1, 204)
    assert terminal.json("webhooks", "replay", endpoint) == {"queued": 0}
    terminal.json("webhooks", "resend", sent)
    assert deliver(product) == 1
    assert ear.heard.get(timeout=10)[0] == first
    thread.join(timeout=10)
    assert not thread.is_alive()

    rotated = terminal.json("webhooks", "rotate", endpoint, "--overlap", "0")
    assert rotated["secret"] != made["secret"]
    assert terminal("webhooks", "remove", endpoint).out == "Removed.\n"
    assert terminal("webhooks", "deliveries", endpoint).code == 3


@pytest.mark.requirement("cli:webhooks")
def test_people_read_a_table_whose_ids_can_be_copied(terminal: Terminal) -> None:
    made = terminal.json("webhooks", "create", "http://127.0.0.1:9/[bold]x[/]")
    said = terminal("webhooks", "list").out
    assert re.search(rf"^{made['endpointId']}\s+active\s+\*\s", said, re.MULTILINE)
    assert "http://127.0.0.1:9/[bold]x[/]" in said
    terminal("webhooks", "remove", made["endpointId"])


@pytest.mark.requirement("cli:webhooks")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["create", "http://10.0.0.1/"], 3, "Use https."),
        (["create", "http://127.0.0.1:9/", "--event", "nonsense.*"], 3, "events.0"),
        (["create", "http://127.0.0.1:9/", "--header", "nonsense"], 2, "X-Team: films"),
        (["create", "http://127.0.0.1:9/", "--header", "Host: x"], 3, "headers"),
        (["change", "none"], 3, "scenewright sessions"),
        (["create", "http://127.0.0.1:9/", "--rate", "0"], 2, "--rate"),
        (["listen", "--secret", "whsec_?", "--count", "1"], 2, "base64"),
    ],
)
def test_what_is_refused_says_what_and_why(
    terminal: Terminal, words: list[str], code: int, *, told: str
) -> None:
    said = terminal("webhooks", *words)
    assert (said.code, said.out) == (code, "" if words[0] != "listen" else said.out)
    assert said.err.startswith("scenewright: ")
    assert told in said.err
    assert set(json.loads(terminal("webhooks", *words, "--json").err)) == {"error", "code"}


@pytest.mark.requirement("cli:webhooks")
def test_the_listener_makes_its_endpoint_prints_what_holds_and_cleans_up(
    terminal: Terminal, product: Product
) -> None:
    said: list[object] = []
    listening = threading.Thread(
        target=lambda: said.append(terminal("webhooks", "listen", "--count", "1", "--json")),
        daemon=True,
    )
    with httpx.Client(base_url=product.api) as http:
        token = http.post("/auth/local", json={"delivery": "body"}).json()["accessToken"]
        headers = {"Authorization": f"Bearer {token}"}
        listening.start()
        mine = _listeners(http, headers, until=1)
        forged = httpx.post(mine["url"], content=b"{}", headers={"webhook-id": "x"})
        assert forged.status_code == 401
        assert httpx.post(mine["url"], content=b"x" * 300_000).status_code == 413
        http.post(f"/v1/webhooks/endpoints/{mine['id']}/test", headers=headers).raise_for_status()
        assert deliver(product) == 1
        listening.join(timeout=20)
        assert not listening.is_alive()
        _listeners(http, headers, until=0)
    (one,) = said
    printed = json.loads(getattr(one, "out", ""))
    assert printed["event"]["type"] == "ping"
    assert printed["id"].startswith("msg_")
    assert getattr(one, "err", "").count("refused: ") == 2


def _listeners(http: httpx.Client, headers: dict[str, str], *, until: int) -> dict[str, str]:
    """The endpoint that `listen` made, once there are so many."""
    for _ in range(400):
        found = http.get("/v1/webhooks/endpoints", headers=headers).json()["items"]
        mine = [one for one in found if one["description"] == "scenewright listen"]
        if len(mine) == until:
            return mine[0] if mine else {}
    message = f"there are not {until} listeners"
    raise AssertionError(message)


@pytest.mark.requirement("cli:hooks")
def test_another_tool_starts_a_video_until_its_hook_is_revoked(terminal: Terminal) -> None:
    made = terminal.json(
        "hooks", "create", "Releases", "Explain {{release.name}}: {{release.body | no notes}}",
        "--scenes", "2",
    )  # fmt: skip

    def call() -> httpx.Response:
        body = {"release": {"name": "2.0"}}
        return httpx.post(made["url"], json=body, headers={"webhook-id": "release-42"})

    begun, again = call(), call()
    assert (begun.status_code, again.json()["sessionId"]) == (202, begun.json()["sessionId"])
    titles = {one["id"]: one["title"] for one in terminal.json("sessions")}
    assert titles[begun.json()["sessionId"]] == "Explain 2.0: no notes"
    refused = httpx.post(made["url"], json={"release": {}})
    assert (refused.status_code, refused.json()["code"]) == (422, "hook.mapping_failed")
    (row,) = [one for one in terminal.json("hooks", "list") if one["id"] == made["hookId"]]
    assert (row["action"], row["name"]) == ("generate", "Releases")
    assert terminal("hooks", "revoke", made["hookId"]).out == "Revoked.\n"
    assert call().status_code == 404


@pytest.mark.requirement("cli:hooks")
def test_a_signed_hook_takes_only_what_its_secret_signs(terminal: Terminal) -> None:
    made = terminal.json("hooks", "create", "Signed", "Explain {{what}}", "--signed")
    body = '{"what": "circles"}'
    clock = SystemClock()
    stamp = clock.now_ms() // 1000
    signed = Webhook(made["secret"])
    signature = signed.sign("call-1", datetime.fromtimestamp(stamp, UTC), body)
    headers = {"webhook-id": "call-1", "webhook-timestamp": str(stamp)}
    unsigned = httpx.post(made["url"], content=body, headers=headers)
    taken = httpx.post(
        made["url"], content=body, headers={**headers, "webhook-signature": signature}
    )
    assert (unsigned.status_code, taken.status_code) == (401, 202)
    terminal("hooks", "revoke", made["hookId"])
