"""Signatures of calls between Convex and us, against the vectors that both languages share."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.signing import Refusal, Verified, sign, signed_headers, verify

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "contracts" / "signatures.json").read_text("utf-8")
)
SECRET = VECTORS["sign"][1]["secret"]
NOW = 1_767_225_600_000
CORRELATION = "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f"


def _headers(given_headers: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name.lower(): value if isinstance(value, list) else [value]
        for name, value in given_headers.items()
    }


@pytest.mark.requirement("pipeline:signature:vectors")
@pytest.mark.parametrize("vector", VECTORS["sign"], ids=lambda vector: vector["name"])
def test_signing_gives_the_shared_vector(vector: dict[str, str]) -> None:
    made = sign(vector["secret"], vector["timestamp"], vector["body"].encode())
    assert made == vector["signature"]


@pytest.mark.requirement("pipeline:signature:vectors")
@pytest.mark.parametrize("vector", VECTORS["verify"], ids=lambda vector: vector["name"])
def test_verifying_agrees_with_the_shared_vector(vector: dict[str, Any]) -> None:
    found = verify(
        _headers(vector["headers"]),
        vector["body"].encode(),
        secrets=[part.strip() for part in vector["secrets"].split(",")],
        now_ms=vector["now"],
    )
    assert isinstance(found, Verified) is vector["valid"]


@pytest.mark.requirement("pipeline:signature:only-signed")
@given(
    body=st.binary(max_size=200),
    timestamp=st.one_of(
        st.integers(NOW - 10**6, NOW + 10**6).map(str), st.text(max_size=14), st.just(str(NOW))
    ),
    signature=st.one_of(
        st.text(max_size=70), st.from_regex(r"[0-9a-f]{64}", fullmatch=True), st.just("right")
    ),
    correlation=st.one_of(st.just(CORRELATION), st.uuids().map(str), st.text(max_size=40)),
)
def test_what_is_accepted_has_the_right_mac_and_is_inside_the_window(
    body: bytes, timestamp: str, signature: str, correlation: str
) -> None:
    if signature == "right" and timestamp.isascii():
        signature = sign(SECRET, timestamp, body)
    headers = {
        "x-timestamp": [timestamp],
        "x-signature": [signature],
        "x-correlation-id": [correlation],
    }
    found = verify(headers, body, secrets=[SECRET], now_ms=NOW)
    if isinstance(found, Verified):
        assert len(timestamp) == 13
        assert abs(int(timestamp) - NOW) <= 300_000
        assert signature == sign(SECRET, timestamp, body)


@pytest.mark.requirement("pipeline:signature:rotation")
def test_a_call_signed_with_the_previous_key_is_believed_while_keys_rotate() -> None:
    headers = _headers(signed_headers(SECRET, b"{}", now_ms=NOW, correlation_id=CORRELATION))
    both = ["the-new-key-0123456789abcdef-32-bytes", SECRET]
    assert isinstance(verify(headers, b"{}", secrets=both, now_ms=NOW), Verified)
    assert verify(headers, b"{}", secrets=both[:1], now_ms=NOW) is Refusal.MAC


@pytest.mark.parametrize("name", ["x-timestamp", "x-signature", "x-correlation-id"])
def test_a_header_that_comes_twice_is_refused(name: str) -> None:
    headers = _headers(signed_headers(SECRET, b"{}", now_ms=NOW, correlation_id=CORRELATION))
    headers[name] *= 2
    assert verify(headers, b"{}", secrets=[SECRET], now_ms=NOW) is Refusal.HEADERS
