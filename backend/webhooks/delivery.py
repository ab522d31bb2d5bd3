"""One try: resolve once, check every address, connect to a checked one, follow nothing.

```text
read_url ─▶ resolve ─▶ all addresses allowed? ─▶ connect to the first ─▶ POST ─▶ ≤ 64 KiB of answer
                              │ no                     │ is the peer the one we chose?
                              ▼                        ▼ no
                           blocked                  blocked
```
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol

import httpx

from backend.clock import Clock
from backend.webhooks.guard import Address, BlockedError, Reason, Rules, Target, allowed, read_url

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
ANSWER_BYTES_MAX = 65_536
EXCERPT_BYTES = 4_096
USER_AGENT = "Scenewright-Webhooks/1"
_DNS_SECONDS = 5.0
# Names that frame the request, name its sender, or belong to the signature.
_RESERVED = frozenset({
    "host", "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te",
    "trailer", "transfer-encoding", "upgrade", "expect", "via", "forwarded", "user-agent",
    "accept-encoding",
})  # fmt: skip
_RESERVED_PREFIXES = ("webhook-", "svix-", "content-", "proxy-", "sec-", "x-forwarded-")


class Resolver(Protocol):
    """Looks a name up, once."""

    async def __call__(self, host: str, port: int) -> list[Address]:
        """Every address of the name; raises `OSError` when there is none."""
        ...


class SystemResolver:
    """The machine's own resolver."""

    async def __call__(self, host: str, port: int) -> list[Address]:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(_DNS_SECONDS):
            rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ipaddress.ip_address(row[4][0]) for row in rows]


@dataclass(frozen=True)
class Parcel:
    """What to send where; `headers` hold the signature."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Tried:
    """How a try went: a status, or an error with a stable word."""

    latency_ms: int
    status: int | None = None
    error: str | None = None
    timed_out: bool = False
    excerpt: str | None = None
    location: str | None = None
    retry_after_seconds: float | None = None


async def choose_address(target: Target, rules: Rules, resolver: Resolver) -> Address:
    """Resolve once, and take an address only when every one that was found is allowed.

    Raises:
        BlockedError: one of them is inside a network.
        OSError: the name leads nowhere.
        TimeoutError: the name was not answered for in time.
    """
    if target.literal is not None:
        addresses = [target.literal]
    else:
        addresses = await resolver(target.host, target.port)
    if not addresses:
        raise socket.gaierror
    # One bad address among good ones is a trap, not a mistake.
    if not all(allowed(address, rules) for address in addresses):
        raise BlockedError(Reason.PRIVATE_ADDRESS)
    return addresses[0]


class Sender:
    """Sends parcels; each over its own connection, to an address that was checked."""

    def __init__(
        self,
        rules: Rules,
        *,
        clock: Clock,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._rules = rules
        self._clock = clock
        self._resolver = resolver or SystemResolver()
        self._tls = tls or ssl.create_default_context()
        self._total_seconds = total_seconds

    async def send(self, parcel: Parcel) -> Tried:
        """Try once; never raises for what the receiver or the network does."""
        started_s = self._clock.monotonic_s()
        answer = _Answer()
        error, timed_out = None, False
        try:
            async with asyncio.timeout(self._total_seconds):
                target = read_url(parcel.url, self._rules)
                address = await choose_address(target, self._rules, self._resolver)
                await self._post(parcel, target, address, answer)
        except BlockedError as blocked:
            error = f"blocked_{blocked.reason.value}"
        except (TimeoutError, httpx.TimeoutException):
            error, timed_out = "timeout", True
        except ssl.SSLError:
            error = "tls"
        except socket.gaierror:
            error = "dns"
        except httpx.ConnectError as failure:
            error = "tls" if _is_tls(failure) else "connect"
        except (httpx.HTTPError, OSError):
            error = "connection"
        latency_ms = round((self._clock.monotonic_s() - started_s) * 1000)
        # An answer whose body was cut off or stalled still has a status, and the status decides.
        if answer.status is not None and error in {"timeout", "connection"}:
            error, timed_out = None, False
        return answer.tried(latency_ms, error=error, timed_out=timed_out)

    async def _post(
        self, parcel: Parcel, target: Target, address: Address, answer: "_Answer"
    ) -> None:
        name = f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004 - the protocol's name
        headers = {
            **own_headers(parcel.headers),
            "host": target.authority,
            "content-type": "application/json",
            "user-agent": USER_AGENT,
            "accept-encoding": "identity",
            "connection": "close",
        }
        timeout = httpx.Timeout(self._total_seconds, connect=CONNECT_SECONDS)
        async with httpx.AsyncClient(
            verify=self._tls, timeout=timeout, trust_env=False, follow_redirects=False
        ) as client:
            request = client.build_request(
                "POST",
                f"{target.scheme}://{name}:{target.port}{target.path}",
                content=parcel.body,
                headers=headers,
                extensions={"sni_hostname": target.host},
            )
            response = await client.send(request, stream=True)
            try:
                _check_peer(response, address)
                answer.take_head(response)
                async for block in response.aiter_raw():
                    if answer.take_block(block):
                        break
            finally:
                await response.aclose()


class _Answer:
    """What has been heard so far; a try that is cut off keeps it."""

    def __init__(self) -> None:
        self.status: int | None = None
        self._location: str | None = None
        self._retry_after: float | None = None
        self._seen = 0
        self._body = bytearray()

    def take_head(self, response: httpx.Response) -> None:
        self.status = response.status_code
        location = response.headers.get("location")
        self._location = location[:_URL_EXCERPT] if location is not None else None
        self._retry_after = _retry_after(response.headers)

    def take_block(self, block: bytes) -> bool:
        """Whether enough has been read."""
        self._seen += len(block)
        if len(self._body) < EXCERPT_BYTES:
            self._body += block[: EXCERPT_BYTES - len(self._body)]
        return self._seen >= ANSWER_BYTES_MAX

    def tried(self, latency_ms: int, *, error: str | None, timed_out: bool) -> Tried:
        excerpt = bytes(self._body).decode("utf-8", "replace") if self._body else None
        return Tried(
            latency_ms,
            status=self.status if error is None else None,
            error=error,
            timed_out=timed_out,
            excerpt=excerpt,
            location=self._location,
            retry_after_seconds=self._retry_after,
        )


_URL_EXCERPT = 500


def own_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers without those that only we may set, except the signature's own three."""
    signature = {"webhook-id", "webhook-timestamp", "webhook-signature"}
    return {
        name.lower(): value
        for name, value in headers.items()
        if name.lower() in signature
        or (name.lower() not in _RESERVED and not name.lower().startswith(_RESERVED_PREFIXES))
    }


def _check_peer(response: httpx.Response, address: Address) -> None:
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if peer is not None and ipaddress.ip_address(peer[0]) != address:
        raise BlockedError(Reason.PEER_CHANGED)


def _is_tls(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    return cause is not None


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds, or a moment measured from the receiver's own `Date`: no two clocks are compared."""
    text = headers.get("retry-after")
    if text is None or not text.isascii():
        return None
    if text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text) - parsedate_to_datetime(headers["date"])
        return max(0.0, until.total_seconds())
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
