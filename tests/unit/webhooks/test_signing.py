"""Standard Webhooks signatures, judged by the stock libraries."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook as StandardWebhook
from standardwebhooks.webhooks import WebhookVerificationError
from svix.webhooks import Webhook as SvixWebhook

from backend.clock import SystemClock
from backend.webhooks.signing import (
    BadSecretError,
    NotVerifiedError,
    headers_of,
    sign,
    verify,
)

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - the specification's own example
OTHER = "whsec_" + base64.b64encode(bytes(range(32))).decode()
WEBHOOK_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
BODY = b'{"test": 2432232314}'
NOW_S = 1_614_265_330


@pytest.mark.requirement("webhooks:signature:standard")
def test_the_known_answer_of_the_specification() -> None:
    signature = sign(SECRET, webhook_id=WEBHOOK_ID, timestamp_s=NOW_S, body=BODY)
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.requirement("webhooks:signature:standard")
@given(body=st.binary(max_size=300).map(lambda raw: b'{"a":"' + raw.hex().encode() + b'"}'))
def test_the_stock_libraries_verify_what_we_sign(body: bytes) -> None:
    now_s = SystemClock().now_ms() // 1000
    headers = headers_of([SECRET], webhook_id=WEBHOOK_ID, timestamp_s=now_s, body=body)
    StandardWebhook(SECRET).verify(body, headers)
    SvixWebhook(SECRET).verify(body, headers)


@pytest.mark.requirement("webhooks:signature:standard")
def test_we_verify_what_the_stock_libraries_sign() -> None:
    now = datetime.fromtimestamp(NOW_S, tz=UTC)
    text = BODY.decode()
    for signature in (
        StandardWebhook(SECRET).sign(WEBHOOK_ID, now, text),
        SvixWebhook(SECRET).sign(WEBHOOK_ID, now, text),
    ):
        headers = {
            "webhook-id": WEBHOOK_ID,
            "webhook-timestamp": str(NOW_S),
            "webhook-signature": signature,
        }
        verify(SECRET, headers, BODY, now_s=NOW_S)


@pytest.mark.requirement("webhooks:signature:rotation")
def test_during_a_rotation_both_the_old_and_the_new_secret_verify() -> None:
    now_s = SystemClock().now_ms() // 1000
    headers = headers_of([OTHER, SECRET], webhook_id="msg_1", timestamp_s=now_s, body=BODY)
    for secret in (SECRET, OTHER):
        StandardWebhook(secret).verify(BODY, headers)
        verify(secret, headers, BODY, now_s=now_s)


@pytest.mark.parametrize(
    "harm",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": str(NOW_S + 1)},
        {"webhook-timestamp": "soon"},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": ""},
        {"webhook-id": ""},
    ],
)
def test_a_changed_header_is_not_verified(harm: dict[str, str]) -> None:
    headers = headers_of([SECRET], webhook_id=WEBHOOK_ID, timestamp_s=NOW_S, body=BODY)
    with pytest.raises(NotVerifiedError):
        verify(SECRET, {**headers, **harm}, BODY, now_s=NOW_S)


@pytest.mark.parametrize("off_s", [-301, 301])
def test_old_and_future_deliveries_are_not_verified(off_s: int) -> None:
    headers = headers_of([SECRET], webhook_id=WEBHOOK_ID, timestamp_s=NOW_S, body=BODY)
    verify(SECRET, headers, BODY, now_s=NOW_S + off_s - off_s // abs(off_s))
    with pytest.raises(NotVerifiedError):
        verify(SECRET, headers, BODY, now_s=NOW_S + off_s)


def test_a_changed_body_is_not_verified_by_anyone() -> None:
    now_s = SystemClock().now_ms() // 1000
    headers = headers_of([SECRET], webhook_id=WEBHOOK_ID, timestamp_s=now_s, body=BODY)
    with pytest.raises(NotVerifiedError):
        verify(SECRET, headers, BODY + b" ", now_s=now_s)
    with pytest.raises(WebhookVerificationError):
        StandardWebhook(SECRET).verify(BODY + b" ", headers)


@pytest.mark.parametrize("secret", ["whsec_!!!", "whsec_a", "whsec_ñ"])
def test_a_secret_that_cannot_be_read_is_named(secret: str) -> None:
    with pytest.raises(BadSecretError):
        sign(secret, webhook_id="a", timestamp_s=1, body=b"")


def test_a_secret_without_padding_is_read() -> None:
    padded = "whsec_" + base64.b64encode(b"0" * 25).decode()
    bare = padded.rstrip("=")
    assert bare != padded
    assert sign(bare, webhook_id="a", timestamp_s=1, body=b"") == sign(
        padded, webhook_id="a", timestamp_s=1, body=b""
    )
