"""Addresses that a webhook must never reach, in every spelling that some resolver understands."""

import ipaddress
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.webhooks.guard import BlockedError, Rules, allowed, read_url

STRICT = Rules(own_hosts=frozenset({"app.scenewright.io"}))
LOCAL = Rules(loopback=True)

DENIED = [
    # IPv4 by purpose
    "0.0.0.0",  # noqa: S104 - compared with, never bound to
    "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255",
    # IPv6 by purpose
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1",
    "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fdff::1", "fe80::1",
    "fec0::1", "ff02::1", "2620:4f:8000::1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "192.0.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111",
    "2a00:1450::1", "::ffff:8.8.8.8",
]  # fmt: skip


@pytest.mark.requirement("webhooks:ssrf:addresses")
@pytest.mark.parametrize("text", DENIED)
def test_addresses_inside_any_network_are_denied(text: str) -> None:
    assert not allowed(ipaddress.ip_address(text), STRICT)


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_let_through(text: str) -> None:
    assert allowed(ipaddress.ip_address(text), STRICT)


@pytest.mark.requirement("webhooks:ssrf:addresses")
@given(st.ip_addresses())
def test_what_python_calls_private_is_never_let_through(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    """Our table may be stricter than the library's, never looser."""
    if allowed(address, STRICT):
        assert address.is_global
        assert not address.is_multicast


SPELLINGS = [
    "https://127.1/", "https://127.0.1/", "https://0x7f.1/", "https://0x7f000001/",
    "https://2130706433/", "https://017700000001/", "https://0177.0.0.1/",
    "https://127.0.0.1./", "https://127.0.0.01/", "https://①②⑦.0.0.1/", "https://127.0.0.\uff11/",
    "https://[::1]/", "https://[::ffff:7f00:1]/", "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1%25eth0]/", "https://[0:0:0:0:0:0:0:1]/", "https://[::]/", "https://0/",
    "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://a.localhost/",
    "https://ⓛocalhost/", "https://printer.local/", "https://db.internal/",
    "https://metadata.google.internal/", "https://metadata/", "https://instance-data/",
    "https://169.254.169.254/latest/meta-data/", "https://router.lan/", "https://x.home.arpa/",
    "https://app.scenewright.io/", "https://APP.scenewright.io./",
]  # fmt: skip


@pytest.mark.requirement("webhooks:ssrf:spellings")
@pytest.mark.parametrize("url", SPELLINGS)
def test_every_spelling_of_a_private_address_is_refused(url: str) -> None:
    with pytest.raises(BlockedError):
        read_url(url, STRICT)


SHAPES = [
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/",
    "//example.com/", "example.com", "https://", "https:///path", "https://user@example.com/",
    "https://user:pw@example.com/", "https://example.com/#part", "https://example.com:22/",
    "https://example.com:80/", "https://example.com:99999/", "https://exa mple.com/",
    "https://example.com/\n", "https://example.com\\@127.0.0.1/", "https://exa\tmple.com/",
    "https://-bad.com/", "https://a..b.com/", "https://" + "a" * 64 + ".com/",
    "https://example.com/" + "a" * 2000, "https://[1::2::3]/", "https://exam_ple.com/",
    "https://\u202eexample.com/",
]  # fmt: skip


@pytest.mark.requirement("webhooks:ssrf:spellings")
@pytest.mark.parametrize("url", SHAPES)
def test_other_schemes_ports_and_shapes_are_refused(url: str) -> None:
    with pytest.raises(BlockedError):
        read_url(url, STRICT)


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.com", "example.com", 443, "/"),
        ("https://EXAMPLE.com./a?b=c", "example.com", 443, "/a?b=c"),
        ("https://example.com:8443/a", "example.com", 8443, "/a"),
        ("https://bücher.example.org/", "xn--bcher-kva.example.org", 443, "/"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "/"),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443, "/"),
        ("https://3d.example.org/", "3d.example.org", 443, "/"),
    ],
)
def test_ordinary_addresses_are_read(url: str, host: str, port: int, path: str) -> None:
    target = read_url(url, STRICT)
    assert (target.host, target.port, target.path) == (host, port, path)


def test_the_development_switch_opens_loopback_and_nothing_else() -> None:
    assert read_url("http://127.0.0.1:8080/x", LOCAL).port == 8080
    assert read_url("http://localhost:8080/", LOCAL).host == "localhost"
    assert allowed(ipaddress.ip_address("127.0.0.1"), LOCAL)
    assert not allowed(ipaddress.ip_address("10.0.0.1"), LOCAL)
    for url in ("http://10.0.0.1/", "http://example.com/", "https://169.254.169.254/"):
        with pytest.raises(BlockedError):
            read_url(url, LOCAL)


CONTRACT = json.loads(
    (Path(__file__).parents[2] / "contracts" / "webhook_addresses.json").read_text("utf-8")
)


@pytest.mark.requirement("webhooks:addresses:text")
@pytest.mark.parametrize("url", CONTRACT["refused"])
def test_what_convex_refuses_is_refused_here(url: str) -> None:
    with pytest.raises(BlockedError):
        read_url(url, STRICT)


@pytest.mark.requirement("webhooks:addresses:text")
@pytest.mark.parametrize("url", CONTRACT["accepted"])
def test_what_convex_takes_is_taken_here(url: str) -> None:
    assert read_url(url, STRICT).literal is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"https://{text}/", f"https://example.com/{text}"):
        try:
            target = read_url(url, STRICT)
        except BlockedError:
            continue
        assert target.scheme == "https"
        assert target.literal is None or allowed(target.literal, STRICT)
