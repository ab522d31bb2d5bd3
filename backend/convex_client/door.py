"""Signed POSTs to Convex's HTTP actions: one call, one answer, no retries.

Whoever calls decides what a failure means: a heartbeat gives up at once, a result waits in the
outbox. The blocking door serves workers; one connection pool is shared by their threads.
"""

import json
from collections.abc import Mapping
from typing import Protocol, cast

import httpx

from backend.clock import Clock
from backend.convex_client.errors import ConvexRefusedError, ConvexUnavailableError
from backend.signing import signed_headers

Json = Mapping[str, object]
_ANSWER_BYTES_MAX = 1_048_576


class Door(Protocol):
    """Where callbacks go."""

    def call(self, route: str, body: Json, *, correlation_id: str) -> Json:
        """Send `body` to `route`, signed.

        Raises:
            ConvexUnavailableError: no usable answer; it may or may not have been applied.
            ConvexRefusedError: refused; the same call will be refused again.
        """
        ...


class HttpDoor:
    """The real door."""

    def __init__(
        self,
        site_url: str,
        *,
        secret: str,
        clock: Clock,
        timeout_seconds: float = 10.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._secret = secret
        self._clock = clock
        self._client = httpx.Client(
            base_url=site_url,
            timeout=httpx.Timeout(timeout_seconds, connect=3.0),
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16),
            trust_env=False,
            transport=transport,
        )

    def call(self, route: str, body: Json, *, correlation_id: str) -> Json:
        raw = encode(route, body, correlation_id=correlation_id)
        headers = signed_headers(
            self._secret, raw, now_ms=self._clock.now_ms(), correlation_id=correlation_id
        )
        try:
            answer = self._client.post(
                route, content=raw, headers={**headers, "Content-Type": "application/json"}
            )
        except httpx.HTTPError as error:
            message = f"{route} did not answer: {type(error).__name__}"
            raise ConvexUnavailableError(message, route=route) from error
        return read_answer(route, answer)

    def close(self) -> None:
        """End the connections."""
        self._client.close()


def encode(route: str, body: Json, *, correlation_id: str) -> bytes:
    """The exact bytes of a call; the headers are not signed, so the body repeats what they say."""
    whole = {**body, "route": route, "correlationId": correlation_id}
    return json.dumps(whole, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def read_answer(route: str, answer: httpx.Response) -> Json:
    """Turn an HTTP answer into a value or one of our errors."""
    status = answer.status_code
    # 401 may come from clocks that disagree, and goes away with them; the ledger bounds the wait.
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status in {401, 408, 425, 429}:
        message = f"{route} answered {status}"
        raise ConvexUnavailableError(message, route=route, status=status)
    try:
        value: object = json.loads(answer.content[:_ANSWER_BYTES_MAX])
    except ValueError as error:
        message = f"{route} answered {status} without JSON"
        raise ConvexUnavailableError(message, route=route, status=status) from error
    if not isinstance(value, dict):
        message = f"{route} answered {status} without an object"
        raise ConvexUnavailableError(message, route=route, status=status)
    found = cast("Json", value)
    if status >= httpx.codes.BAD_REQUEST:
        message = f"{route} refused with {status}: {found.get('code')}"
        raise ConvexRefusedError(
            message, route=route, status=status, code=found.get("code"), said=found.get("error")
        )
    return found
