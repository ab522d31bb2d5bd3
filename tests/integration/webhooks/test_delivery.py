"""One try against receivers that answer well, badly, slowly, hugely or elsewhere."""

import asyncio
import ssl
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook as StandardWebhook
from svix.webhooks import Webhook as SvixWebhook

from backend.clock import SystemClock
from backend.testing.certificates import make_certificate
from backend.testing.receiver import (
    Answer,
    corner_of_loopback,
    drip,
    flood,
    hang,
    receiver,
    status,
)
from backend.testing.resolver import FlippingResolver
from backend.webhooks.delivery import EXCERPT_BYTES, Parcel, Sender
from backend.webhooks.guard import Rules
from backend.webhooks.signing import headers_of

LOCAL = Rules(loopback=True)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - the specification's own example
BODY = '{"type":"ping","data":{"title":"Größe"}}'.encode()


def parcel(url: str, **headers: str) -> Parcel:
    now_s = SystemClock().now_ms() // 1000
    signature = headers_of([SECRET], webhook_id="msg_1", timestamp_s=now_s, body=BODY)
    return Parcel(url, BODY, {**headers, **signature})


def sender(rules: Rules = LOCAL, *, total_seconds: float = 15.0) -> Sender:
    return Sender(rules, clock=SystemClock(), total_seconds=total_seconds)


@pytest.mark.requirement("webhooks:signature:standard")
async def test_what_arrives_is_verified_by_the_stock_libraries() -> None:
    async with receiver(status(204)) as there:
        tried = await sender().send(parcel(there.url + "?a=b", **{"X-Team": "blue"}))
    assert (tried.status, tried.error) == (204, None)
    request = there.received[0]
    assert request.path == "/hook?a=b"
    assert request.headers["x-team"] == "blue"
    assert request.headers["content-type"] == "application/json"
    StandardWebhook(SECRET).verify(request.body, dict(request.headers))
    SvixWebhook(SECRET).verify(request.body, dict(request.headers))


async def test_headers_of_the_customer_cannot_frame_the_request_or_forge_the_signature() -> None:
    harm = {
        "Host": "evil.example",
        "Content-Length": "1",
        "Transfer-Encoding": "chunked",
        "X-Forwarded-For": "1.2.3.4",
        "Webhook-Id": "forged",
        "Connection": "keep-alive",
    }
    async with receiver(status(200)) as there:
        assert (await sender().send(parcel(there.url, **harm))).status == 200
    headers = there.received[0].headers
    assert headers["host"] == f"127.0.0.1:{there.port}"
    assert headers["webhook-id"] == "msg_1"
    assert headers["content-length"] == str(len(BODY))
    assert not {"transfer-encoding", "x-forwarded-for"} & set(headers)


@pytest.mark.parametrize("code", [200, 301, 307, 404, 410, 429, 500, 503])
async def test_the_status_is_told_as_it_is(code: int) -> None:
    async with receiver(status(code)) as there:
        assert (await sender().send(parcel(there.url))).status == code


@pytest.mark.requirement("webhooks:ssrf:redirects")
async def test_a_redirect_is_noted_and_not_followed() -> None:
    async with receiver(status(200)) as canary:
        location = f"Location: {canary.url}\r\n"
        async with receiver(status(302, headers=location)) as there:
            tried = await sender().send(parcel(there.url))
    assert (tried.status, tried.location) == (302, canary.url)
    assert canary.connections == 0


_SENT = "Date: Wed, 21 Oct 2099 07:26:00 GMT\r\n"
_MOMENT = "Wed, 21 Oct 2099 07:28:00 GMT"


@pytest.mark.requirement("webhooks:schedule:retry-after")
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ("Retry-After: 120\r\n", 120.0),
        ("Retry-After: -1\r\n", None),
        (f"{_SENT}Retry-After: {_MOMENT}\r\n", 120.0),
        (f"{_SENT}Retry-After: Wed, 21 Oct 2099 07:00:00 GMT\r\n", 0.0),
        (f"Retry-After: {_MOMENT}\r\n", None),
        (f"{_SENT}Retry-After: soon\r\n", None),
        (f"{_SENT}Retry-After: {'9' * 40}\r\n", float("9" * 40)),
        (f"{_SENT}Retry-After: Wed, 21 Oct 2099 07:28:00\r\n", None),
    ],
)
async def test_retry_after_is_seconds_or_a_moment_by_the_receivers_own_clock(
    headers: str, seconds: float | None
) -> None:
    async with receiver(status(429, headers=headers)) as there:
        assert (await sender().send(parcel(there.url))).retry_after_seconds == seconds


@pytest.mark.requirement("webhooks:delivery:bounded")
async def test_an_answer_is_cut_off_and_an_excerpt_kept() -> None:
    """A gigabyte of answer costs the dispatcher a few kilobytes and no time."""
    async with receiver(flood(1024**3)) as there:
        tracemalloc.start()
        tried = await sender().send(parcel(there.url))
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert tried.status == 200
    assert tried.excerpt == "y" * EXCERPT_BYTES
    assert peak < 20 * 1024**2


@pytest.mark.requirement("webhooks:delivery:bounded")
@pytest.mark.parametrize(("make", "code"), [(hang, None), (drip, 200)], ids=["silent", "dripping"])
async def test_a_receiver_that_stalls_is_left_in_time(
    make: Callable[[asyncio.Event], Answer], code: int | None
) -> None:
    """Silence is a timeout; a status that came before the stall is an answer."""
    until = asyncio.Event()
    async with receiver(make(until)) as there:
        tried = await sender(total_seconds=0.3).send(parcel(there.url))
        until.set()
    assert (tried.status, tried.timed_out) == (code, code is None)


async def test_a_closed_port_and_a_broken_answer_are_told_apart() -> None:
    async def garbage(writer: asyncio.StreamWriter) -> None:
        writer.write(b"hello\r\n\r\n")

    async with receiver(garbage) as there:
        assert (await sender().send(parcel(there.url))).error == "connection"
    assert (await sender().send(parcel(there.url))).error == "connect"


@pytest.mark.requirement("webhooks:ssrf:rebinding")
@pytest.mark.parametrize(
    "inside",
    [
        ["{canary}"],
        ["93.184.215.14", "{canary}"],
        ["{canary}", "93.184.215.14"],
        ["::ffff:{canary}"],
        ["169.254.169.254"],
        ["10.0.0.8"],
    ],
)
async def test_a_name_that_leads_inside_reaches_nothing(inside: list[str]) -> None:
    corner = corner_of_loopback()
    addresses = [text.format(canary=corner) for text in inside]
    async with receiver(status(200), host=corner, port=8443) as canary:
        guarded = Sender(Rules(), clock=SystemClock(), resolver=FlippingResolver(addresses))
        tried = await guarded.send(parcel("https://hooks.customer.com:8443/"))
        assert tried.error == "blocked_private_address"
        assert canary.connections == 0
        # The canary is where the name leads: without the guard it is reached.
        reader, writer = await asyncio.open_connection(corner, 8443)
        writer.write(b"POST / HTTP/1.1\r\n\r\n")
        await reader.read()
        writer.close()
        await writer.wait_closed()
        assert canary.connections == 1


@pytest.mark.requirement("webhooks:ssrf:rebinding")
async def test_the_connection_goes_to_the_checked_address_under_the_names_certificate(
    tmp_path: Path,
) -> None:
    """The name is looked up once: a second answer could lead elsewhere, and is never asked for."""
    pem, key_pem = make_certificate(tmp_path, "hooks.localhost")
    server_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_tls.load_cert_chain(pem, key_pem)
    client_tls = ssl.create_default_context(cafile=str(pem))
    resolver = FlippingResolver(["127.0.0.1"], ["10.0.0.8"])
    async with receiver(status(200), tls=server_tls) as there:
        pinned = Sender(LOCAL, clock=SystemClock(), resolver=resolver, tls=client_tls)
        tried = await pinned.send(parcel(f"https://hooks.localhost:{there.port}/hook"))
        flipped = await pinned.send(parcel(f"https://hooks.localhost:{there.port}/hook"))
    assert tried.status == 200
    assert there.received[0].headers["host"] == f"hooks.localhost:{there.port}"
    assert flipped.error == "blocked_private_address"
    assert (len(resolver.asked), there.connections) == (2, 1)


async def test_a_certificate_of_another_name_is_refused(tmp_path: Path) -> None:
    pem, key_pem = make_certificate(tmp_path, "hooks.localhost")
    server_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_tls.load_cert_chain(pem, key_pem)
    client_tls = ssl.create_default_context(cafile=str(pem))
    resolver = FlippingResolver(["127.0.0.1"])
    async with receiver(status(200), tls=server_tls) as there:
        pinned = Sender(LOCAL, clock=SystemClock(), resolver=resolver, tls=client_tls)
        tried = await pinned.send(parcel(f"https://other.localhost:{there.port}/hook"))
    assert (tried.error, there.received) == ("tls", [])
