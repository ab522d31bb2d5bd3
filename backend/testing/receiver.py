"""A webhook receiver on loopback that answers as it is told, well or badly."""

import asyncio
import contextlib
import ipaddress
import secrets
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Receiver:
    """Notes what comes; `answer` writes the raw answer."""

    answer: Answer
    received: list[Received] = field(default_factory=list[Received])
    connections: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request and answer it."""
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in head[1:] if line)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            self.received.append(Received(head[0].split(" ")[1], headers, body))
            await self.answer(writer)
            await writer.drain()
        writer.close()


def status(code: int, *, headers: str = "", body: bytes = b"") -> Answer:
    """Answer with a status."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {code} X\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
        writer.write(head.encode() + body)

    return answer


def hang(until: asyncio.Event) -> Answer:
    """Say nothing."""

    async def answer(_writer: asyncio.StreamWriter) -> None:
        await until.wait()

    return answer


def drip(until: asyncio.Event) -> Answer:
    """Send a good status, then a byte now and then, for ever."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nx")
        await writer.drain()
        await until.wait()

    return answer


def flood(size_bytes: int) -> Answer:
    """Send a good status and a body without end."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\ncontent-length: {size_bytes}\r\n\r\n".encode())
        block = b"y" * 65_536
        for _ in range(size_bytes // len(block)):
            writer.write(block)
            await writer.drain()

    return answer


def corner_of_loopback() -> str:
    """An address of this machine's own that nobody else listens on, so that any port is free."""
    return str(ipaddress.ip_address("127.64.0.0") + secrets.randbelow(2**22))


@asynccontextmanager
async def receiver(
    answer: Answer,
    *,
    tls: ssl.SSLContext | None = None,
    host: str = "127.0.0.1",
    port: int = 0,
) -> AsyncGenerator[Receiver]:
    """A receiver for as long as the block runs."""
    made = Receiver(answer)
    server = await asyncio.start_server(made.handle, host, port, ssl=tls)
    made.port = int(server.sockets[0].getsockname()[1])
    try:
        yield made
    finally:
        server.close()
