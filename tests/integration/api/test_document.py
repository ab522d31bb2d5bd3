"""The published document against the application: schemathesis sends what fits, we sign it."""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from starlette.testclient import TestClient

from backend.api.app import Replacements, create_app
from backend.config import Settings
from backend.signing import sign
from backend.testing.api import CORRELATION, SECRET
from backend.testing.clock import FakeClock
from backend.testing.fuzz import examples
from backend.testing.ids import FakeIds
from backend.testing.queue import MemoryJobQueue
from backend.testing.storage import MemoryStorage

KINDS = ("generate", "edit", "render", "export", "cancel", "sweep")


@pytest.fixture(scope="module")
def queue() -> MemoryJobQueue:
    return MemoryJobQueue()


@pytest.fixture(scope="module")
def app(queue: MemoryJobQueue, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder: Path = tmp_path_factory.mktemp("document")
    made = Settings(
        environment="test",
        webhook_secret=SecretStr(SECRET),
        data_dir=folder,
        keys_dir=folder / "keys",
        redis_url="redis://127.0.0.1:1/0",
    )
    return create_app(
        made,
        instead=Replacements(
            clock=FakeClock(), ids=FakeIds(), queue=queue, storage=MemoryStorage()
        ),
    )


@pytest.mark.requirement("pipeline:jobs:document")
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_document_allows_is_answered_as_the_document_says(
    app: FastAPI, queue: MemoryJobQueue, kind: str
) -> None:
    schema: Any = schemathesis.openapi.from_dict(app.openapi())
    cases: Any = schema[f"/jobs/{kind}"]["POST"].as_strategy()
    client = TestClient(app, raise_server_exceptions=False)

    @settings(
        max_examples=examples(usual=25, all_of_them=500),
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=cases, signed=st.booleans())
    def send(case: Any, *, signed: bool) -> None:  # noqa: ANN401 - schemathesis makes it
        queue.forget()
        body = {**case.body, "route": f"/jobs/{kind}", "correlationId": CORRELATION}
        raw = json.dumps(body).encode()
        timestamp = str(FakeClock().now_ms())
        headers = {
            "X-Timestamp": timestamp,
            "X-Signature": sign(SECRET, timestamp, raw) if signed else "0" * 64,
            "X-Correlation-Id": CORRELATION,
        }
        answer = client.post(f"/jobs/{kind}", content=raw, headers=headers)
        taken = len(queue.jobs) + len(queue.cancelled)
        assert answer.status_code in ({202, 413, 422} if signed else {401, 413})
        assert taken == (answer.status_code == 202)

    send()
