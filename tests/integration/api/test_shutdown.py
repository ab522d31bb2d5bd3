"""A real API process that is told to end."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from backend.clock import SystemClock
from backend.services.identity.keys import create_key_files
from backend.signing import signed_headers
from backend.testing.api import CORRELATION, edit_body
from backend.testing.queue import redis_at
from backend.testing.services import WEBHOOK_SECRET, api, valkey, wait_until

pytestmark = [pytest.mark.timeout(60)]
PAUSED_MS = 1000


def _post(url: str) -> int:
    body = {**edit_body(), "route": "/jobs/edit", "correlationId": CORRELATION}
    raw = httpx.Request("POST", url, json=body).content
    headers = signed_headers(
        WEBHOOK_SECRET, raw, now_ms=SystemClock().now_ms(), correlation_id=CORRELATION
    )
    return httpx.post(f"{url}/jobs/edit", content=raw, headers=headers, trust_env=False).status_code


@pytest.mark.requirement("pipeline:api:graceful")
def test_a_request_in_hand_is_answered_before_the_api_ends(tmp_path: Path) -> None:
    create_key_files(tmp_path / "keys")
    nowhere = "http://127.0.0.1:1"
    with valkey(tmp_path) as (redis_url, _valkey), closing(redis_at(redis_url)) as client:
        environment = {
            "REDIS_URL": redis_url,
            "CONVEX_URL": nowhere,
            "CONVEX_SITE_URL": nowhere,
            "SCENEWRIGHT_KEYS_DIR": str(tmp_path / "keys"),
        }
        with api(tmp_path, environment) as (url, part), ThreadPoolExecutor(1) as poster:
            # The queue takes what is written a moment later, so the request is in hand meanwhile.
            client.execute_command("CLIENT", "PAUSE", str(PAUSED_MS), "WRITE")
            posted = poster.submit(_post, url)
            wait_until(
                lambda: client.info("clients")["blocked_clients"] > 0,
                seconds=10,
                what="the request waiting for the queue",
                part=part,
            )
            part.process.terminate()
            assert posted.result(10) == 202
            part.process.wait(10)
        assert client.llen("author") == 1
