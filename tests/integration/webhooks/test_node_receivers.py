"""What we send, judged by the stock npm packages; what they sign, judged by us."""

import base64
import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import pytest

from backend.clock import SystemClock
from backend.testing.receiver import receiver, status
from backend.testing.webhook_ledger import SECRET
from backend.webhooks.delivery import Parcel, Sender
from backend.webhooks.guard import Rules
from backend.webhooks.signing import headers_of, verify

_ROOT = Path(__file__).parents[3]
_NODE = _ROOT / ".tools" / "node" / "bin" / "node"
_SCRIPT = Path(__file__).with_name("verify.mjs")
_LIBRARIES = ["standardwebhooks", "svix"]
OTHER = "whsec_" + base64.b64encode(bytes(range(32))).decode()
KNOWN = {
    "secret": SECRET,
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "timestamp": 1_614_265_330,
    "body": '{"test": 2432232314}',
}
KNOWN_ANSWER = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def ask_node(word: str, wishes: Sequence[Mapping[str, object]]) -> list[tuple[str, str | None]]:
    """Each library's word on each wish."""
    done = subprocess.run(
        [str(_NODE), str(_SCRIPT), word],
        input=json.dumps(wishes),
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
        cwd=_ROOT,
    )
    return [(who, word) for who, word in cast("list[list[str]]", json.loads(done.stdout))]


@pytest.mark.timeout(30)
@pytest.mark.requirement("webhooks:signature:node")
async def test_deliveries_are_verified_by_the_stock_node_packages() -> None:
    bodies = ['{"type":"ping"}', '{"title":"Größe ∑ 🎬"}', '{"a":"' + "x" * 20_000 + '"}']
    sender = Sender(Rules(loopback=True), clock=SystemClock())
    async with receiver(status(204)) as there:
        for number, text in enumerate(bodies):
            body, now_s = text.encode(), SystemClock().now_ms() // 1000
            webhook_id = f"msg_{number}"
            # Two secrets sign, as they do while one is being rotated.
            signature = headers_of(
                [OTHER, SECRET], webhook_id=webhook_id, timestamp_s=now_s, body=body
            )
            assert (await sender.send(Parcel(there.url, body, signature))).status == 204
    wishes = [
        {"secret": secret, "headers": dict(one.headers), "body": one.body.decode()}
        for one in there.received
        for secret in (SECRET, OTHER)
    ]
    assert ask_node("verify", wishes) == [(who, None) for who in _LIBRARIES for _ in wishes]
    harmed = [{**wish, "body": f"{wish['body']} "} for wish in wishes]
    assert all(refusal is not None for _who, refusal in ask_node("verify", harmed))


@pytest.mark.requirement("webhooks:signature:node")
def test_the_known_answer_is_the_same_everywhere() -> None:
    assert ask_node("sign", [KNOWN]) == [(who, KNOWN_ANSWER) for who in _LIBRARIES]


@pytest.mark.requirement("webhooks:signature:node")
def test_we_verify_what_the_stock_node_packages_sign() -> None:
    body, now_s = '{"type":"ping","data":{"title":"Größe"}}', 1_700_000_000
    wish = {"secret": OTHER, "id": "msg_1", "timestamp": now_s, "body": body}
    for _who, signature in ask_node("sign", [wish]):
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(now_s),
            "webhook-signature": str(signature),
        }
        verify(OTHER, headers, body.encode(), now_s=now_s)
