"""Mutated, malformed, replayed and reflected calls: never a 500, nothing enqueued, no secret told.

A seeded sample runs by default; `SCENEWRIGHT_FUZZ` or the slow run make it ten thousand.
"""

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.log import set_up_logging
from backend.signing import sign, signed_headers
from backend.testing.api import CORRELATION, SECRET, Api, edit_body
from backend.testing.fuzz import examples

# Ten thousand calls take minutes; the usual sample, seconds.
pytestmark = [pytest.mark.timeout(900)]
KINDS = ("generate", "edit", "render", "export", "cancel", "sweep")
ROUTES = [f"/jobs/{kind}" for kind in KINDS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


CANARY = "canary-of-a-prompt"


@pytest.fixture
def logged() -> io.StringIO:
    """Every line that is written while calls come in, the least important ones too."""
    stream = io.StringIO()
    set_up_logging(service="api", level="debug", release="test", stream=stream)
    return stream


def _told_nothing(logged: io.StringIO, signature: str) -> None:
    """No key, no signature that is worth something, no words of a person."""
    lines = logged.getvalue()
    logged.seek(0)
    logged.truncate()
    assert lines
    assert not [secret for secret in (SECRET, CANARY, signature) if secret in lines]


async def _post(
    api: Api, route: str, raw: bytes, headers: list[tuple[bytes, bytes]]
) -> tuple[int, str]:
    answer = await api.http.post(route, content=raw, headers=headers)
    return answer.status_code, answer.text


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [
        (name.encode("ascii"), value.encode("latin-1", "replace"))
        for name, value in headers.items()
    ]


@pytest.mark.requirement("pipeline:jobs:fuzz")
@settings(
    max_examples=examples(usual=150, all_of_them=5000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    route=st.sampled_from(ROUTES),
    field=st.sampled_from(["X-Timestamp", "X-Signature", "X-Correlation-Id", "body", "drop"]),
    value=st.text(
        alphabet=st.characters(codec="latin-1", exclude_characters="\r\n\0"), max_size=80
    ),
    position=st.integers(0, 400),
)
async def test_an_altered_call_is_never_believed(
    api: Api, logged: io.StringIO, *, route: str, field: str, value: str, position: int
) -> None:
    api.queue.forget()
    body = {"route": route, "correlationId": CORRELATION, **edit_body(prompt=CANARY)}
    raw = json.dumps(body).encode()
    headers = signed_headers(SECRET, raw, now_ms=api.clock.now_ms(), correlation_id=CORRELATION)
    signature = headers["X-Signature"]
    if field == "body":
        at = position % len(raw)
        raw = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    elif field == "drop":
        del headers[["X-Timestamp", "X-Signature", "X-Correlation-Id"][position % 3]]
    elif headers[field] == value.strip():
        return
    else:
        headers[field] = value
    status, text = await _post(api, route, raw, _encoded(headers))
    assert status == 401
    assert SECRET not in text
    assert api.queue.jobs == []
    _told_nothing(logged, signature)


@pytest.mark.requirement("pipeline:jobs:fuzz")
@settings(
    max_examples=examples(usual=150, all_of_them=5000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    route=st.sampled_from(ROUTES),
    changes=st.dictionaries(
        st.sampled_from([*edit_body(), "route", "correlationId", "split", "code", "surprise"]),
        JSON,
        max_size=4,
    ),
    whole=st.none() | JSON,
)
async def test_a_signed_call_of_any_shape_is_refused_or_taken_but_never_crashes(
    api: Api, logged: io.StringIO, *, route: str, changes: dict[str, Any], whole: object
) -> None:
    api.queue.forget()
    common = {"route": route, "correlationId": CORRELATION}
    body = {**common, **edit_body(prompt=CANARY), **changes}
    raw = json.dumps(body if whole is None else whole).encode()
    timestamp = str(api.clock.now_ms())
    signature = sign(SECRET, timestamp, raw)
    headers = {
        "X-Timestamp": timestamp,
        "X-Signature": signature,
        "X-Correlation-Id": CORRELATION,
    }
    status, text = await _post(api, route, raw, _encoded(headers))
    assert status in {202, 401, 422}
    assert (status == 202) == (len(api.queue.jobs) + len(api.queue.cancelled) == 1)
    assert SECRET not in text
    _told_nothing(logged, signature)
