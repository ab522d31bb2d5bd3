"""One id and one log line a request."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.api.dependencies import Parts
from backend.log import bound, get_logger

_LOG = get_logger(__name__)
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_QUIET = frozenset({"/health/live", "/health/ready", "/metrics"})


class RequestLine:
    """ASGI middleware: gives the request an id, writes what was answered, counts it."""

    def __init__(self, app: ASGIApp, *, parts: Parts) -> None:
        self._app = app
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = self._given_id(scope) or self._parts.ids.uuid()
        scope.setdefault("state", {})["request_id"] = request_id
        started = self._parts.clock.monotonic_s()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                headers = list(message.get("headers", []))
                headers.append((b"x-request-id", request_id.encode("ascii")))
                headers.append((b"x-content-type-options", b"nosniff"))
                message["headers"] = headers
            await send(message)

        with bound(requestId=request_id):
            try:
                await self._app(scope, receive, answer)
            finally:
                self._note(scope, status, self._parts.clock.monotonic_s() - started)

    def _given_id(self, scope: Scope) -> str | None:
        for name, value in scope["headers"]:
            if name == b"x-request-id":
                text = bytes(value).decode("latin-1")
                return text if _REQUEST_ID.fullmatch(text) else None
        return None

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # The route's pattern, never the address: addresses hold ids, and labels must stay few.
        route = getattr(scope.get("route"), "path", "unknown")
        self._parts.metrics.requests.labels(
            route=route, method=scope["method"], status=f"{status // 100}xx"
        ).observe(seconds)
        if scope["path"] not in _QUIET:
            _LOG.info(
                "request.answered",
                method=scope["method"],
                route=route,
                status=status,
                duration_ms=round(seconds * 1000, 2),
            )
