"""`/server/<name>` calls of the API, without blocking its loop."""

from collections.abc import Mapping

import httpx

from backend.clock import Clock
from backend.convex_client.door import encode, read_answer
from backend.convex_client.errors import ConvexUnavailableError
from backend.ids import IdSource
from backend.signing import signed_headers


class HttpServerDoor:
    """Signed calls on one connection pool."""

    def __init__(
        self,
        site_url: str,
        *,
        secret: str,
        http: httpx.AsyncClient,
        clock: Clock,
        ids: IdSource,
    ) -> None:
        self._site_url = site_url.rstrip("/")
        self._secret = secret
        self._http = http
        self._clock = clock
        self._ids = ids

    async def call(self, name: str, args: Mapping[str, object]) -> Mapping[str, object]:
        """Ask Convex for something that is not a public function.

        Raises:
            ConvexUnavailableError: no usable answer.
            ConvexRefusedError: refused; the same call will be refused again.
        """
        route = f"/server/{name}"
        correlation_id = self._ids.uuid()
        body = encode(route, args, correlation_id=correlation_id)
        headers = signed_headers(
            self._secret, body, now_ms=self._clock.now_ms(), correlation_id=correlation_id
        )
        try:
            answer = await self._http.post(
                self._site_url + route,
                content=body,
                headers={**headers, "Content-Type": "application/json"},
            )
        except httpx.HTTPError as error:
            message = f"{route} did not answer: {type(error).__name__}"
            raise ConvexUnavailableError(message, route=route) from error
        return read_answer(route, answer)
