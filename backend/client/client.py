"""The two clients: the same calls, blocking and async."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypeVar

import httpx
from typing_extensions import override

from backend.client._generated.async_calls import AsyncCalls
from backend.client._generated.calls import Calls
from backend.client.errors import AwayError
from backend.client.follow import Course, Event, EventReader
from backend.client.wire import Request, read, retry_after

Answer = TypeVar("Answer")
_TIMEOUT = httpx.Timeout(30.0, read=75.0)  # longer than the longest `wait`
_STREAM_TIMEOUT = httpx.Timeout(30.0, read=60.0)
_TRIES = 3
_FIRST_WAIT_SECONDS = 0.5
_WAIT_SECONDS_MAX = 30.0
_TRY_AGAIN = frozenset({429, 503})


def _wait_blocking(seconds: float) -> None:
    threading.Event().wait(seconds)


class Scenewright(Calls):
    """The blocking client. Use it as a context manager, or call `close`."""

    def __init__(
        self,
        base_url: str,
        credential: str | None = None,
        *,
        transport: httpx.BaseTransport | None = None,
        wait: Callable[[float], None] = _wait_blocking,
    ) -> None:
        self._http = httpx.Client(
            base_url=base_url, headers=_headers(credential), timeout=_TIMEOUT, transport=transport
        )
        self._wait = wait

    @override
    def send(self, request: Request, shape: type[Answer]) -> Answer:
        """Send a call, again when the API asks for it and repeating is safe.

        Raises:
            ApiError: the API refused.
            AwayError: the API did not answer.
        """
        for wait in _waits():
            try:
                response = self._http.send(request.build(self._http))
            except httpx.TransportError as error:
                if wait is None or not request.may_repeat:
                    raise _away(self._http.base_url) from error
                self._wait(wait)
                continue
            if wait is None or response.status_code not in _TRY_AGAIN or not request.may_repeat:
                return read(response, shape)
            self._wait(min(retry_after(response) or wait, _WAIT_SECONDS_MAX))
        raise _away(self._http.base_url)

    def follow(self, session_id: str) -> Iterator[Event]:
        """Every change of a session until nothing is being made.

        Raises:
            ApiError: the API refused.
            AwayError: the stream broke off, again and again.
        """
        path = f"/v1/sessions/{session_id}/events"
        course = Course()
        while not course.ended:
            try:
                with self._http.stream("GET", path, timeout=_STREAM_TIMEOUT) as response:
                    if not response.is_success:
                        response.read()
                        read(response, dict)
                    reader = EventReader()
                    for line in response.iter_lines():
                        for event in reader.feed(line):
                            course.take(event)
                            yield event
            except httpx.TransportError as error:
                if course.is_lost():
                    raise _away(self._http.base_url) from error
            if not course.ended:
                self._wait(_FIRST_WAIT_SECONDS)

    def download(self, url: str, target: Path) -> int:
        """Save a chunk or an export; answers its size in bytes.

        Raises:
            AwayError: the store did not give it.
        """
        try:
            with httpx.stream("GET", url, timeout=_TIMEOUT) as response, arriving(target) as file:
                response.raise_for_status()
                for block in response.iter_bytes():
                    file.write(block)
                return file.tell()
        except httpx.HTTPError as error:
            raise _not_downloaded(error) from error

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncScenewright(AsyncCalls):
    """The async client. Use it as an async context manager, or await `close`."""

    def __init__(
        self,
        base_url: str,
        credential: str | None = None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=base_url, headers=_headers(credential), timeout=_TIMEOUT, transport=transport
        )
        self._wait = wait

    @override
    async def send(self, request: Request, shape: type[Answer]) -> Answer:
        """Send a call, again when the API asks for it and repeating is safe.

        Raises:
            ApiError: the API refused.
            AwayError: the API did not answer.
        """
        for wait in _waits():
            try:
                response = await self._http.send(request.build(self._http))
            except httpx.TransportError as error:
                if wait is None or not request.may_repeat:
                    raise _away(self._http.base_url) from error
                await self._wait(wait)
                continue
            if wait is None or response.status_code not in _TRY_AGAIN or not request.may_repeat:
                return read(response, shape)
            await self._wait(min(retry_after(response) or wait, _WAIT_SECONDS_MAX))
        raise _away(self._http.base_url)

    async def follow(self, session_id: str) -> AsyncIterator[Event]:
        """Every change of a session until nothing is being made.

        Raises:
            ApiError: the API refused.
            AwayError: the stream broke off, again and again.
        """
        path = f"/v1/sessions/{session_id}/events"
        course = Course()
        while not course.ended:
            try:
                async with self._http.stream("GET", path, timeout=_STREAM_TIMEOUT) as response:
                    if not response.is_success:
                        await response.aread()
                        read(response, dict)
                    reader = EventReader()
                    async for line in response.aiter_lines():
                        for event in reader.feed(line):
                            course.take(event)
                            yield event
            except httpx.TransportError as error:
                if course.is_lost():
                    raise _away(self._http.base_url) from error
            if not course.ended:
                await self._wait(_FIRST_WAIT_SECONDS)

    async def download(self, url: str, target: Path) -> int:
        """Save a chunk or an export; answers its size in bytes.

        Raises:
            AwayError: the store did not give it.
        """
        try:
            async with (
                httpx.AsyncClient(timeout=_TIMEOUT) as http,
                http.stream("GET", url) as response,
            ):
                response.raise_for_status()
                with arriving(target) as file:
                    async for block in response.aiter_bytes():
                        file.write(block)
                    return file.tell()
        except httpx.HTTPError as error:
            raise _not_downloaded(error) from error

    async def close(self) -> None:
        """End the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _headers(credential: str | None) -> Mapping[str, str]:
    return {} if credential is None else {"Authorization": f"Bearer {credential}"}


def _waits() -> Iterator[float | None]:
    """How long to wait after each try; None after the last."""
    for number in range(_TRIES - 1):
        yield _FIRST_WAIT_SECONDS * 2**number
    yield None


@contextmanager
def arriving(target: Path) -> Generator[IO[bytes]]:
    """A file that stands under its name only once it is whole."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _not_downloaded(error: httpx.HTTPError) -> AwayError:
    return AwayError(f"The file could not be downloaded: {error}")


def _away(url: httpx.URL) -> AwayError:
    return AwayError(f"{url} does not answer. Is the product running? Try `scenewright doctor`.")
