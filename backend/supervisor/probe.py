"""Health probes: each answers nothing when the part serves, else what is wrong in a few words."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from backend.supervisor.part import Probe

TIMEOUT_SECONDS = 2.0


def http(url: str) -> Probe:
    """Healthy when a GET answers with a status below 400."""
    target = urlsplit(url)

    async def probe() -> str | None:
        lines = [
            f"GET {target.path or '/'} HTTP/1.1",
            f"Host: {target.netloc}",
            "Connection: close",
        ]
        request = "\r\n".join([*lines, "", ""])
        answer = await _exchange(target.hostname or "", target.port or 80, request.encode())
        if isinstance(answer, str):
            return answer
        status = answer.split(b" ", 2)[1:2]
        if status and status[0].isdigit() and int(status[0]) < 400:  # noqa: PLR2004 - HTTP's own limit
            return None
        return f"answers {status[0].decode() if status else 'something that is not HTTP'}"

    return probe


def valkey(port: int) -> Probe:
    """Healthy when PING is answered with PONG (it answers LOADING while it reads its log)."""

    async def probe() -> str | None:
        answer = await _exchange("127.0.0.1", port, b"PING\r\n")
        if isinstance(answer, str):
            return answer
        return None if answer.startswith(b"+PONG") else answer.decode(errors="replace").strip()

    return probe


def file(path: Path) -> Probe:
    """Healthy when the part has written its ready file."""

    async def probe() -> str | None:
        return None if await asyncio.to_thread(path.exists) else "not ready yet"

    return probe


async def _exchange(host: str, port: int, request: bytes) -> bytes | str:
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(request)
                await writer.drain()
                return await reader.readline()
            finally:
                writer.close()
    except TimeoutError:
        return f"does not answer within {TIMEOUT_SECONDS:.0f} s"
    except OSError:
        return "does not listen"
