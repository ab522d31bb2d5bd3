"""One call as a value, and one answer as a typed value or an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

import httpx
from pydantic import TypeAdapter

from backend.client.errors import ApiError

Answer = TypeVar("Answer")
JSON_TYPE = "application/json"


class NotGiven:
    """The type of a parameter that was left out, where `None` means something else."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to send; parameters that are None are left out."""

    method: str
    path: str
    query: Mapping[str, object] = field(default_factory=dict[str, object])
    body: Mapping[str, object] | None = None
    idempotency_key: str | None = None

    def build(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """The request for this client."""
        query = {name: _text(value) for name, value in self.query.items() if value is not None}
        headers = {"Accept": JSON_TYPE}
        if self.idempotency_key is not None:
            headers["Idempotency-Key"] = self.idempotency_key
        if self.body is None:
            return client.build_request(self.method, self.path, params=query, headers=headers)
        body = {name: value for name, value in self.body.items() if value is not None}
        return client.build_request(
            self.method, self.path, params=query, headers=headers, json=body
        )

    @property
    def may_repeat(self) -> bool:
        """Whether sending it twice has one effect."""
        return self.method in {"GET", "PUT", "DELETE"} or self.idempotency_key is not None


def read(response: httpx.Response, shape: type[Answer]) -> Answer:
    """The answer as its shape.

    Raises:
        ApiError: the API refused.
    """
    if not response.is_success:
        raise _error(response)
    if shape is type(None) or not response.content:
        return cast("Answer", None)
    return TypeAdapter(shape).validate_json(response.content)


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that the answer asks to wait."""
    try:
        return float(response.headers["retry-after"])
    except (KeyError, ValueError):
        return None


def _error(response: httpx.Response) -> ApiError:
    found: object = None
    if response.headers.get("content-type", "").startswith(JSON_TYPE):
        try:
            found = response.json()
        except ValueError:
            found = None
    fields = cast("dict[str, object]", found) if isinstance(found, dict) else {}
    details = fields.get("details")
    request_id = fields.get("request_id")
    return ApiError(
        str(fields.get("error", f"The API answered {response.status_code}.")),
        status=response.status_code,
        code=str(fields.get("code", "http.status")),
        details=cast("dict[str, object]", details) if isinstance(details, dict) else {},
        request_id=request_id if isinstance(request_id, str) else None,
        retry_after_seconds=retry_after(response),
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
