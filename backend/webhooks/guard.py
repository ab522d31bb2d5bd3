"""Where a webhook may go: public HTTPS addresses, and nothing inside anybody's network.

The check has two halves. `read_url` looks at the text when an endpoint is made or changed and
before every try; `allowed` looks at each address that the name resolves to, at every try. The
connection is then made to an address that was checked (`delivery.py`), so that a second look-up
cannot change it.

Python's `ipaddress.is_global` is not enough: it calls NAT64, 6to4-relay and multicast addresses
global, and its answers differ between versions. The table below is our own.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import idna

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_URL_LENGTH_MAX = 2000
_PORTS = frozenset({443, 8443})
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(0x[0-9a-f]*|[0-9]+)$")
_PRIVATE_NAMES = frozenset({"localhost", "metadata", "instance-data", "ip6-localhost"})
_PRIVATE_SUFFIXES = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp",
    ".home.arpa", ".test", ".example", ".invalid", ".onion",
)  # fmt: skip

_DENIED_V4 = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Of IPv6 only global unicast is let through, without what tunnels or documents hide in it.
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")
_DENIED_V6 = tuple(
    ipaddress.ip_network(text)
    for text in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


class Reason(StrEnum):
    """Why an address is refused."""

    MALFORMED = "malformed"
    SCHEME = "scheme"
    PORT = "port"
    USER_OR_FRAGMENT = "user_or_fragment"
    PRIVATE_NAME = "private_name"
    PRIVATE_ADDRESS = "private_address"
    PEER_CHANGED = "peer_changed"


class BlockedError(ValueError):
    """The address is not one that a webhook may go to."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Rules:
    """What is let through besides public addresses; `loopback` is for development and tests."""

    loopback: bool = False
    own_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Target:
    """A checked URL in its parts; `host` is in the form that goes into DNS and TLS."""

    scheme: str
    host: str
    port: int
    path: str
    literal: Address | None

    @property
    def authority(self) -> str:
        """The `Host` header."""
        usual = 443 if self.scheme == "https" else 80
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == usual else f"{name}:{self.port}"


def read_url(text: str, rules: Rules) -> Target:
    """Check the text of an address.

    Raises:
        BlockedError: it is not an address that a webhook may go to.
    """
    if len(text) > _URL_LENGTH_MAX or not text.isprintable() or " " in text or "\\" in text:
        raise BlockedError(Reason.MALFORMED)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BlockedError(Reason.MALFORMED) from None
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise BlockedError(Reason.SCHEME)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BlockedError(Reason.USER_OR_FRAGMENT)
    host, literal = _read_host(parts.hostname)
    is_local = _is_loopback(host, literal)
    if is_local and not rules.loopback:
        raise BlockedError(Reason.PRIVATE_ADDRESS)
    if not is_local:
        _check_public(parts.scheme, port, host, rules=rules)
        if literal is not None and not allowed(literal, rules):
            raise BlockedError(Reason.PRIVATE_ADDRESS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(
        parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, literal
    )


def allowed(address: Address, rules: Rules) -> bool:
    """Whether a connection may be made to this address."""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        if mapped is not None:
            return allowed(mapped, rules)
        if address.is_loopback:
            return rules.loopback
        return address in _GLOBAL_V6 and not any(address in net for net in _DENIED_V6)
    if address.is_loopback:
        return rules.loopback
    return not any(address in net for net in _DENIED_V4)


def _check_public(scheme: str, port: int | None, host: str, *, rules: Rules) -> None:
    if scheme != "https":
        raise BlockedError(Reason.SCHEME)
    if port is not None and port not in _PORTS:
        raise BlockedError(Reason.PORT)
    if host in _PRIVATE_NAMES or host.endswith(_PRIVATE_SUFFIXES) or host in rules.own_hosts:
        raise BlockedError(Reason.PRIVATE_NAME)


def _read_host(text: str) -> tuple[str, Address | None]:
    if ":" in text:
        return _read_literal(text)
    plain = unicodedata.normalize("NFKC", text).lower().removesuffix(".")
    if _ENDS_IN_NUMBER.search(plain):
        # 127.1, 0x7f.1, 2130706433 and 017700000001 are all loopback to some resolver.
        return _read_literal(plain)
    try:
        name = idna.encode(plain, uts46=True).decode().lower().removesuffix(".")
    except idna.IDNAError:
        raise BlockedError(Reason.MALFORMED) from None
    if _ENDS_IN_NUMBER.search(name) or not all(_LABEL.fullmatch(p) for p in name.split(".")):
        raise BlockedError(Reason.MALFORMED)
    return name, None


def _read_literal(text: str) -> tuple[str, Address]:
    if "%" in text:
        raise BlockedError(Reason.MALFORMED)
    try:
        literal = ipaddress.ip_address(text)
    except ValueError:
        raise BlockedError(Reason.MALFORMED) from None
    return str(literal), literal


def _is_loopback(host: str, literal: Address | None) -> bool:
    if literal is None:
        return host == "localhost" or host.endswith(".localhost")
    mapped = literal.ipv4_mapped if isinstance(literal, ipaddress.IPv6Address) else None
    return (mapped or literal).is_loopback
