"""How long the API takes to take a job in, at a steady rate: an open loop that is itself light.

A request leaves when it is due, however slow the ones before it are, and its time runs from that
moment, so that a server that stops for a while is not forgiven what it kept waiting. Bodies are
signed beforehand and connections are kept, as Convex keeps them: what is measured is the API, the
store of its queue, and loopback.
"""

import asyncio
import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from backend.clock import SystemClock
from backend.ids import SystemIds
from backend.signing import signed_headers
from backend.testing.api import edit_body
from backend.testing.services import WEBHOOK_SECRET

_ROUTE = "/jobs/edit"
_PEOPLE = 100
_LENGTH = b"content-length:"


@dataclass
class Taken:
    """What a run found, in milliseconds."""

    answered: list[float] = field(default_factory=list[float])
    # How much later than due a request left: the measuring side's own fault.
    left_late: list[float] = field(default_factory=list[float])
    errors: int = 0


def edits_taken_in(api_url: str, *, rate: int, seconds: float) -> Taken:
    """Post `rate` signed edits a second for so long."""
    address = urlsplit(api_url)
    if address.hostname is None or address.port is None:
        message = f"{api_url} names no host and port"
        raise ValueError(message)
    requests = _requests(int(rate * seconds), host=address.netloc)
    caller = _Caller(address.hostname, address.port)
    return asyncio.run(caller.post_all(requests, rate=rate))


class _Caller:
    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()
        self._clock = SystemClock()
        self._found = Taken()

    async def post_all(self, requests: Sequence[bytes], *, rate: int) -> Taken:
        started = self._clock.monotonic_s()
        async with asyncio.TaskGroup() as posting:
            for number, request in enumerate(requests):
                due = started + number / rate
                await asyncio.sleep(max(0.0, due - self._clock.monotonic_s()))
                posting.create_task(self._post(request, due))
        for _reader, writer in self._idle:
            writer.close()
            await writer.wait_closed()
        return self._found

    async def _post(self, request: bytes, due: float) -> None:
        self._found.left_late.append((self._clock.monotonic_s() - due) * 1000)
        kept = self._idle.pop() if self._idle else None
        reader, writer = kept or await asyncio.open_connection(self._host, self._port)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length_of(head))
        self._found.answered.append((self._clock.monotonic_s() - due) * 1000)
        self._found.errors += not head.startswith(b"HTTP/1.1 202 ")
        self._idle.append((reader, writer))


def _requests(count: int, *, host: str) -> list[bytes]:
    clock, ids = SystemClock(), SystemIds()
    made: list[bytes] = []
    for number in range(count):
        correlation = ids.uuid()
        body = edit_body(jobId=f"bench-{number}", ownerId=f"person-{number % _PEOPLE}")
        raw = json.dumps({**body, "route": _ROUTE, "correlationId": correlation}).encode()
        headers = {
            "Host": host,
            "Content-Type": "application/json",
            "Content-Length": str(len(raw)),
            **signed_headers(
                WEBHOOK_SECRET, raw, now_ms=clock.now_ms(), correlation_id=correlation
            ),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        made.append(f"POST {_ROUTE} HTTP/1.1\r\n{lines}\r\n".encode() + raw)
    return made


def _length_of(head: bytes) -> int:
    lower = head.lower()
    after = lower.index(_LENGTH) + len(_LENGTH)
    return int(lower[after : lower.index(b"\r", after)])
