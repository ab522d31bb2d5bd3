"""Convex's public functions, called over HTTP as one user."""

from collections.abc import Mapping
from typing import Literal, Protocol, cast

import httpx

from backend.convex_client.errors import ConvexUnavailableError
from backend.services.rest.errors import ConvexRefusal, refusal_of

Args = Mapping[str, object]
Kind = Literal["query", "mutation", "action"]
_TIMEOUT = httpx.Timeout(20.0, connect=3.0)
_FUNCTION_FAILED = 560


class Functions(Protocol):
    """Public functions, called as the user they were opened for.

    Each method raises `ConvexRefusalError` for a named refusal and `ConvexUnavailableError` when
    there was no usable answer.
    """

    async def query(self, path: str, args: Args) -> object:
        """Read."""
        ...

    async def mutation(self, path: str, args: Args) -> object:
        """Change, in one transaction."""
        ...

    async def action(self, path: str, args: Args) -> object:
        """Change, where a secret must be made."""
        ...


class FunctionDoor(Protocol):
    """Opens the functions for the user of a token."""

    def as_user(self, token: str) -> Functions:
        """Functions that act as the token's user."""
        ...


class HttpFunctionDoor:
    """The real door; one connection pool for all users."""

    def __init__(
        self, convex_url: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._client = httpx.AsyncClient(
            base_url=convex_url, timeout=_TIMEOUT, trust_env=False, transport=transport
        )

    def as_user(self, token: str) -> "HttpFunctions":
        return HttpFunctions(self._client, token)

    async def close(self) -> None:
        """End the connections."""
        await self._client.aclose()


class HttpFunctions:
    """One user's functions over the shared pool."""

    def __init__(self, client: httpx.AsyncClient, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}

    async def query(self, path: str, args: Args) -> object:
        return await self._call("query", path, args)

    async def mutation(self, path: str, args: Args) -> object:
        return await self._call("mutation", path, args)

    async def action(self, path: str, args: Args) -> object:
        return await self._call("action", path, args)

    async def _call(self, kind: Kind, path: str, args: Args) -> object:
        body = {"path": path, "args": args, "format": "json"}
        try:
            answer = await self._client.post(f"/api/{kind}", json=body, headers=self._headers)
        except httpx.HTTPError as error:
            message = f"{path} did not answer: {type(error).__name__}"
            raise ConvexUnavailableError(message) from error
        return read_function_answer(path, answer)


def read_function_answer(path: str, answer: httpx.Response) -> object:
    """The value of a call, or the refusal that it names.

    Raises:
        ConvexRefusalError: the function refused, with a code.
        ConvexUnavailableError: there is no usable answer.
    """
    if answer.status_code not in {httpx.codes.OK, _FUNCTION_FAILED}:
        message = f"{path} answered {answer.status_code}"
        raise ConvexUnavailableError(message)
    try:
        found = cast("object", answer.json())
    except ValueError as error:
        message = f"{path} answered without JSON"
        raise ConvexUnavailableError(message) from error
    if not isinstance(found, dict):
        message = f"{path} answered without an object"
        raise ConvexUnavailableError(message)
    fields = cast("dict[str, object]", found)
    if fields.get("status") == "success":
        return fields.get("value")
    data = fields.get("errorData")
    text = str(fields.get("errorMessage", ""))
    if isinstance(data, dict):
        named = cast("dict[str, object]", data)
        details = named.get("details")
        refusal = ConvexRefusal(
            code=str(named.get("code", "internal")),
            message=str(named.get("error", "Refused.")),
            details=cast("dict[str, object]", details) if isinstance(details, dict) else {},
        )
        raise refusal_of(refusal)
    if "ArgumentValidationError" in text:
        # An id of another table, or one that was never made, is simply not there for the caller.
        code = "resource.not_found" if "v.id(" in text else "request.invalid"
        words = "There is nothing here." if code == "resource.not_found" else "A value is wrong."
        raise refusal_of(ConvexRefusal(code=code, message=words, details={}))
    message = f"{path} failed"
    raise ConvexUnavailableError(message)
