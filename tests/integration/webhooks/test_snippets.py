"""The code that the app and the docs offer for copying is run as it stands, on a true delivery."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from backend.clock import SystemClock
from backend.testing.receiver import Received, receiver, status
from backend.webhooks.delivery import Parcel, Sender
from backend.webhooks.guard import Rules
from backend.webhooks.signing import headers_of

ROOT = Path(__file__).parents[3]
NODE = ROOT / ".tools" / "node" / "bin" / "node"
# The specification's own example.
WORD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
EVENT = {"type": "ping", "data": {"title": "Größe 'und' \"mehr\""}}
pytestmark = [pytest.mark.requirement("webhooks:signature:snippets")]


def of_the_page() -> dict[str, str]:
    """What stands in the app, by language."""
    source = (ROOT / "web" / "settings" / "verify-note.tsx").read_text("utf-8")
    found = re.findall(r"^  (python|node|curl): `(.*?)`,$", source, re.DOTALL | re.MULTILINE)
    return {name: text.replace("\\\\", "\\").replace("\\$", "$") for name, text in found}


def of_the_docs() -> dict[str, str]:
    """What stands below "Verify a delivery", by language."""
    page = (ROOT / "docs" / "webhooks.md").read_text("utf-8")
    part = page.partition("## Verify a delivery")[2].partition("\n## ")[0]
    return dict(re.findall(r"```(\w+)\n(.*?)```", part, re.DOTALL))


@pytest.fixture
async def delivery() -> Received:
    """One delivery as our sender makes it."""
    body, clock = json.dumps(EVENT, ensure_ascii=False).encode(), SystemClock()
    headers = headers_of([WORD], webhook_id="msg_1", timestamp_s=clock.now_ms() // 1000, body=body)
    async with receiver(status(204)) as there:
        await Sender(Rules(loopback=True), clock=clock).send(Parcel(there.url, body, headers))
    return there.received[0]


def run(*command: str, **variables: str) -> str:
    """What a snippet prints, in a process of its own."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "SECRET": WORD, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def shell(code: str, **variables: str) -> str:
    return run("/bin/bash", "-euo", "pipefail", "-c", code, **variables)


# A request as web frameworks give it.
_PYTHON = """
import json, os, sys
from types import SimpleNamespace
SECRET = os.environ["SECRET"]
body, headers = json.loads(sys.argv[1])
request = SimpleNamespace(body=body.encode(), headers=headers)
{code}
print(json.dumps(event))
"""
_NODE = """
const [rawBody, headers] = {given};
{code}
console.log(JSON.stringify(event));
"""


def given(delivery: Received) -> str:
    return json.dumps([delivery.body.decode(), dict(delivery.headers)])


@pytest.mark.parametrize("code", [of_the_page()["python"], of_the_docs()["python"]])
def test_the_python_snippet_verifies(delivery: Received, code: str) -> None:
    program = _PYTHON.replace("{code}", code)
    assert json.loads(run(sys.executable, "-c", program, given(delivery))) == EVENT


@pytest.mark.parametrize("code", [of_the_page()["node"], of_the_docs()["js"]])
def test_the_node_snippet_verifies(delivery: Received, code: str) -> None:
    program = _NODE.replace("{given}", given(delivery)).replace("{code}", code)
    assert json.loads(run(str(NODE), "--input-type=module", "--eval", program)) == EVENT


async def test_the_curl_snippet_sends_what_stock_libraries_verify() -> None:
    """It is for trying one's own server without waiting for us."""
    code = of_the_page()["curl"].replace('curl "$YOUR_URL"', 'printf "%s\\n" "$YOUR_URL"')
    said = shell(code, YOUR_URL="x").splitlines()
    headers = dict(one.split(": ", 1) for one in said if ": " in one)
    body = said[said.index("-d") + 1]
    assert Webhook(WORD).verify(body, headers) == {"type": "ping"}


def test_the_shell_snippet_of_the_docs_makes_our_signature(delivery: Received) -> None:
    made = shell(
        of_the_docs()["bash"],
        WEBHOOK_ID=delivery.headers["webhook-id"],
        WEBHOOK_TIMESTAMP=delivery.headers["webhook-timestamp"],
        BODY=delivery.body.decode(),
    )
    assert f"v1,{made}" == delivery.headers["webhook-signature"]
