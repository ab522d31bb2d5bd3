"""The one gate before every `/v1` route.

    credential → rate limit → scope → If-Match → Idempotency-Key → route → ETag → headers

A route class rather than a middleware, because it needs to know the route's scope.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, Literal, cast

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from typing_extensions import override

from backend.api.errors import InvalidRequestError, answer_error
from backend.api.v1.state import V1State
from backend.convex_client.errors import ConvexUnavailableError
from backend.errors import ServiceError
from backend.services.identity.errors import InvalidTokenError
from backend.services.rate_limits import Decision
from backend.services.rest.errors import (
    ConvexRefusalError,
    IdempotencyInProgressError,
    IdempotencyKeyReusedError,
    IdempotencySecretShownError,
    MissingScopeError,
    PreconditionFailedError,
    RateLimitedError,
)
from backend.services.rest.idempotency import Answered, Fresh, Other, Running
from backend.services.rest.principals import Principal, Scope

Handler = Callable[[Request], Awaitable[Response]]
RATE_HEADERS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
_KEY_LENGTH_MAX = 255
_RETRY_SECONDS = 2
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def needs(scope: Scope, *, shows_secret: bool = False) -> dict[str, Any]:
    """What a route declares: the scope it needs, and whether its answer is shown only once."""
    return {"x-scope": scope, "x-shows-secret": shows_secret}


def open_to(whom: Literal["token", "everyone"]) -> dict[str, Any]:
    """What a route without a bearer credential declares instead of a scope."""
    return {"x-scope": whom}


class OpenRoute(APIRoute):
    """A route before the gate, with the same refusals."""

    @override
    def get_route_handler(self) -> Callable[[Request], Any]:
        inner = cast("Handler", super().get_route_handler())

        async def answered(request: Request) -> Response:
            try:
                return await inner(request)
            except ServiceError as error:
                return _refuse(request, error)
            except RequestValidationError as error:
                return _refuse(request, _invalid(error))

        return answered


class GatedRoute(APIRoute):
    """A route behind the gate; `reads` finds the GET at the address of a write."""

    reads: ClassVar[dict[str, "GatedRoute"]] = {}

    def ungated(self) -> Handler:
        """The route itself, for a caller that has passed the gate."""
        return cast("Handler", super().get_route_handler())

    @override
    def get_route_handler(self) -> Callable[[Request], Any]:
        inner = self.ungated()
        if "GET" in (self.methods or set()):
            self.reads[self.path_format] = self
        declared = self.openapi_extra or {}
        scope = cast("Scope", declared["x-scope"])
        shows_secret = bool(declared.get("x-shows-secret"))

        async def gated(request: Request) -> Response:
            state = cast("V1State", request.app.state.v1)
            headers: dict[str, str] = {}
            try:
                principal = await _recognise(request, state)
                decision = await state.limiter.hit(f"v1:{principal.id}", principal.rate)
                headers = _rate_headers(decision)
                _admit(principal, decision, scope)
                request.state.principal = principal
                request.state.client_request_id = None
                request.state.expected = None
                await _check_unchanged(request, self.path_format)
                once = _Once(request, state, shows_secret=shows_secret)
                response = await once.answer(inner)
            except ServiceError as error:
                response = _refuse(request, error)
            except RequestValidationError as error:
                response = _refuse(request, _invalid(error))
            if request.method == "GET":
                response = _with_etag(request, response)
            response.headers.update(headers)
            return response

        return gated


async def _check_unchanged(request: Request, path: str) -> None:
    """With `If-Match`, change a thing only while it is as its writer read it.

    The thing is read as its GET answers, and what Convex said then goes with the change, which
    compares once more in its own transaction (`convex/lib/unchanged.ts`): of two writers who read
    the same, one is refused.
    """
    given = request.headers.get("if-match")
    if given is None or request.method not in _UNSAFE:
        return
    read = GatedRoute.reads.get(path) if request.method != "POST" else None
    if read is None:
        message = "This address takes no If-Match: there is nothing to read at it."
        raise PreconditionFailedError(message)
    scope = {**request.scope, "method": "GET", "query_string": b""}
    current = await read.ungated()(Request(scope))
    known = [part.strip() for part in given.split(",")]
    if "*" in known:
        return
    if _tag_of(bytes(current.body)) not in known:
        message = "It has changed since you read it; read it again."
        raise PreconditionFailedError(message)
    request.state.expected = request.state.last_read


def _tag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


async def _recognise(request: Request, state: V1State) -> Principal:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not credential.strip():
        message = "This needs an API key or an access token, as a bearer credential."
        raise InvalidTokenError(message)
    return await state.principals.recognise(credential.strip())


def _admit(principal: Principal, decision: Decision, scope: Scope) -> None:
    if not decision.allowed:
        message = "Too many calls; wait and try again."
        raise RateLimitedError(message, retry_after_seconds=decision.retry_after_seconds)
    if scope not in principal.scopes:
        message = f"This needs the scope `{scope}`."
        raise MissingScopeError(message, scope=scope)


class _Once:
    """Honours `Idempotency-Key` for one request."""

    def __init__(self, request: Request, state: V1State, *, shows_secret: bool) -> None:
        self._request = request
        self._store = state.idempotency
        self._shows_secret = shows_secret

    async def answer(self, inner: Handler) -> Response:
        given = self._request.headers.get("idempotency-key")
        if given is None or self._request.method not in _UNSAFE:
            return await inner(self._request)
        if not given.isascii() or not given.isprintable() or not 0 < len(given) <= _KEY_LENGTH_MAX:
            message = f"An Idempotency-Key has 1 to {_KEY_LENGTH_MAX} printable characters."
            raise InvalidRequestError(message)
        principal = cast("Principal", self._request.state.principal)
        key = _digest(principal.external_id, given)
        self._request.state.client_request_id = f"rest-{key[:32]}"
        fingerprint = await self._fingerprint()
        found = await self._store.begin(key, fingerprint)
        if not isinstance(found, Fresh):
            return _repeat(found)
        return await self._first(inner, key, fingerprint)

    async def _first(self, inner: Handler, key: str, fingerprint: str) -> Response:
        kept = False
        try:
            response = await inner(self._request)
            body = None if self._shows_secret else bytes(response.body).decode()
            answered = Answered(response.status_code, body)
            await self._store.finish(key, fingerprint, answered)
            kept = True
        finally:
            if not kept:
                await self._store.abandon(key)
        return response

    async def _fingerprint(self) -> str:
        body = hashlib.sha256(await self._request.body()).hexdigest()
        return _digest(self._request.method, str(self._request.url.path), body)


def _repeat(found: Running | Other | Answered) -> Response:
    if isinstance(found, Running):
        message = "The first call with this Idempotency-Key is still being answered."
        raise IdempotencyInProgressError(message, retry_after_seconds=1)
    if isinstance(found, Other):
        message = "This Idempotency-Key came with another request."
        raise IdempotencyKeyReusedError(message)
    if found.body is None:
        message = "The first answer showed a secret, which is shown only once."
        raise IdempotencySecretShownError(message)
    headers = {"Idempotency-Replayed": "true"}
    return Response(found.body, found.status, headers, media_type="application/json")


def _refuse(request: Request, error: ServiceError) -> JSONResponse:
    request_id = str(getattr(request.state, "request_id", ""))
    if isinstance(error, ConvexRefusalError):
        return _refuse_as_convex(error, request_id)
    headers: Mapping[str, str] = {}
    if error.http_status == 401:  # noqa: PLR2004 - the status that the header belongs to
        headers = {"WWW-Authenticate": "Bearer"}
    elif isinstance(error, ConvexUnavailableError):
        headers = {"Retry-After": str(_RETRY_SECONDS)}
    return answer_error(error, request_id=request_id, headers=headers)


def _refuse_as_convex(error: ConvexRefusalError, request_id: str) -> JSONResponse:
    """Convex's own code and words; its vocabulary is the same as ours."""
    details = dict(error.details)
    wait = details.get("retryAfterSeconds", details.get("retry_after_seconds"))
    headers = {"Retry-After": str(max(1, int(wait)))} if isinstance(wait, int | float) else None
    content = {
        "error": error.message,
        "code": error.refusal.code,
        "details": details,
        "request_id": request_id,
    }
    return JSONResponse(content, status_code=error.status, headers=headers)


def _invalid(error: RequestValidationError) -> InvalidRequestError:
    fields = [
        {"field": ".".join(str(part) for part in problem["loc"]), "problem": problem["msg"]}
        for problem in error.errors()
    ]
    return InvalidRequestError("The request has the wrong shape.", fields=fields)


def _with_etag(request: Request, response: Response) -> Response:
    """A validator over the exact bytes, so that polling an unchanged thing costs no body."""
    body = getattr(response, "body", None)
    if response.status_code != 200 or not isinstance(body, bytes):  # noqa: PLR2004 - the one status with a body to cache
        return response
    tag = _tag_of(body)
    known = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    cache = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in known or f"W/{tag}" in known or "*" in known:
        return Response(status_code=304, headers=cache)
    response.headers.update(cache)
    return response


def _rate_headers(decision: Decision) -> dict[str, str]:
    figures = (decision.limit, decision.remaining, decision.reset_after_seconds)
    return dict(zip(RATE_HEADERS, map(str, figures), strict=True))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
