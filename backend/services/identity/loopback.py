"""Whether a request can only have come from this machine's own user."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_NAMES = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


def is_loopback_address(address: str | None) -> bool:
    """Whether the peer's address is of this machine."""
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def came_from_this_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Loopback peer, no proxy between, a loopback Host, and no foreign page behind it.

    The Host check stops DNS rebinding; the Origin check stops a web page elsewhere that posts to
    the loopback address of whoever reads it.
    """
    if not is_loopback_address(address) or any(name in headers for name in _FORWARDING):
        return False
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    if host not in _NAMES:
        return False
    if headers.get("sec-fetch-site", "none") == "cross-site":
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).hostname in _NAMES
