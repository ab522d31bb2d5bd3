"""Standard Webhooks signatures, so that any receiver verifies with a stock library.

    webhook-id: msg_…
    webhook-timestamp: seconds since the epoch
    webhook-signature: v1,<base64 of HMAC-SHA256(secret, id.timestamp.body)> v1,<by the old one>

`https://github.com/standard-webhooks/standard-webhooks` is the specification.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence

ID_HEADER = "webhook-id"
TIMESTAMP_HEADER = "webhook-timestamp"
SIGNATURE_HEADER = "webhook-signature"
SECRET_PREFIX = "whsec_"  # noqa: S105 - what a secret begins with
TOLERANCE_SECONDS = 300


class BadSecretError(ValueError):
    """The text is not `whsec_` and base64."""


class NotVerifiedError(ValueError):
    """The headers do not prove that the body came from the holder of the secret, just now."""


def sign(secret: str, *, webhook_id: str, timestamp_s: int, body: bytes) -> str:
    """One `v1,…` signature.

    Raises:
        BadSecretError: the secret cannot be read.
    """
    signed = f"{webhook_id}.{timestamp_s}.".encode() + body
    digest = hmac.digest(_key(secret), signed, hashlib.sha256)
    return f"v1,{base64.b64encode(digest).decode()}"


def headers_of(
    secrets: Sequence[str], *, webhook_id: str, timestamp_s: int, body: bytes
) -> dict[str, str]:
    """The three headers; while a secret is being rotated, both sign.

    Raises:
        BadSecretError: there is no secret, or one cannot be read.
    """
    if not secrets:
        message = "an endpoint needs at least one secret"
        raise BadSecretError(message)
    signatures = [
        sign(secret, webhook_id=webhook_id, timestamp_s=timestamp_s, body=body)
        for secret in secrets
    ]
    return {
        ID_HEADER: webhook_id,
        TIMESTAMP_HEADER: str(timestamp_s),
        SIGNATURE_HEADER: " ".join(signatures),
    }


def verify(secret: str, headers: Mapping[str, str], body: bytes, *, now_s: int) -> None:
    """Check a delivery as a receiver does; `headers` has lower-case names.

    Raises:
        NotVerifiedError: a header is missing, too old or too new, or no signature fits.
        BadSecretError: the secret cannot be read.
    """
    webhook_id = headers.get(ID_HEADER, "")
    timestamp = headers.get(TIMESTAMP_HEADER, "")
    if not webhook_id or not timestamp.isascii() or not timestamp.isdigit():
        message = "the headers are incomplete"
        raise NotVerifiedError(message)
    if abs(now_s - int(timestamp)) > TOLERANCE_SECONDS:
        message = "the timestamp is more than five minutes off"
        raise NotVerifiedError(message)
    expected = sign(secret, webhook_id=webhook_id, timestamp_s=int(timestamp), body=body)
    given = headers.get(SIGNATURE_HEADER, "").split(" ")
    if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in given):
        message = "no signature fits"
        raise NotVerifiedError(message)


def _key(secret: str) -> bytes:
    text = secret.removeprefix(SECRET_PREFIX)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        message = "a secret is `whsec_` and base64"
        raise BadSecretError(message) from error
