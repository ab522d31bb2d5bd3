"""Signatures of calls between Convex and us (DESIGN 4.1), as pure functions over bytes.

Owns: the MAC, the shape of the three headers, the window and the rotation of keys.
Never does: parse a body, keep a replay store, or choose an HTTP status.
Look next: `backend/api/signed.py` (receiving), `backend/convex_client/door.py` (sending);
the same vectors for both languages are in `tests/contracts/signatures.json`.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

TIMESTAMP_HEADER = "X-Timestamp"
SIGNATURE_HEADER = "X-Signature"
CORRELATION_HEADER = "X-Correlation-Id"
WINDOW_MS = 300_000

# 13 digits exactly: with a free length, "1" + "." + "2.x" and "1.2" + "." + "x" sign alike.
_TIMESTAMP = re.compile(r"[1-9][0-9]{12}")
_SIGNATURE = re.compile(r"[0-9a-f]{64}")
_CORRELATION = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class Refusal(StrEnum):
    """Why a call was not believed; for our figures only, never for the caller."""

    HEADERS = "headers"
    WINDOW = "window"
    MAC = "mac"


@dataclass(frozen=True)
class Verified:
    """A call whose bytes came from someone who holds a key."""

    timestamp_ms: int
    signature: str
    correlation_id: str


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Lower-case hex of HMAC-SHA256(secret, timestamp + "." + body)."""
    message = timestamp.encode("ascii") + b"." + body
    return hmac.new(secret.encode("utf-8"), message, hashlib.sha256).hexdigest()


def signed_headers(secret: str, body: bytes, *, now_ms: int, correlation_id: str) -> dict[str, str]:
    """The three headers of a call that we send."""
    timestamp = f"{now_ms:013d}"
    return {
        TIMESTAMP_HEADER: timestamp,
        SIGNATURE_HEADER: sign(secret, timestamp, body),
        CORRELATION_HEADER: correlation_id,
    }


def verify(
    headers: Mapping[str, Sequence[str]], body: bytes, *, secrets: Sequence[str], now_ms: int
) -> Verified | Refusal:
    """Check a call; `headers` maps lower-case names to every value that came.

    The cheap checks come first. All keys are always tried, so that time tells nothing about which.
    """
    timestamp = _only(headers, TIMESTAMP_HEADER, _TIMESTAMP)
    signature = _only(headers, SIGNATURE_HEADER, _SIGNATURE)
    correlation = _only(headers, CORRELATION_HEADER, _CORRELATION)
    if timestamp is None or signature is None or correlation is None:
        return Refusal.HEADERS
    if abs(now_ms - int(timestamp)) > WINDOW_MS:
        return Refusal.WINDOW
    believed = False
    for secret in secrets:
        expected = sign(secret, timestamp, body)
        believed |= hmac.compare_digest(expected.encode("ascii"), signature.encode("ascii"))
    if not believed:
        return Refusal.MAC
    return Verified(int(timestamp), signature, correlation)


def is_correlation_id(value: str) -> bool:
    """Whether this is a lower-case UUID v4."""
    return _CORRELATION.fullmatch(value) is not None


def _only(headers: Mapping[str, Sequence[str]], name: str, shape: re.Pattern[str]) -> str | None:
    values = headers.get(name.lower(), ())
    if len(values) != 1 or shape.fullmatch(values[0]) is None:
        return None
    return values[0]
