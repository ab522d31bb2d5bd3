"""A call from Convex: raw bytes first, meaning afterwards (DESIGN 4.1).

```text
stream with a cap ─▶ headers ─▶ window ─▶ MAC over the bytes ─▶ JSON ─▶ route and correlation id
       413               └───────────┴───────── the same 401 ─────────────────┘      422 for shapes
```

The routes declare no body parameter: FastAPI would parse before we believe the sender.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, cast

from fastapi import Request

from backend.api.dependencies import Parts
from backend.api.errors import BodyTooLargeError
from backend.errors import Owner, ServiceError
from backend.log import get_logger
from backend.signing import Refusal, Verified, verify

_LOG = get_logger(__name__)
_DEPTH_MAX = 64


class SignatureInvalidError(ServiceError):
    """The call was not believed; every reason gives this one answer."""

    code: ClassVar[str] = "signature.invalid"
    http_status: ClassVar[int] = 401
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


@dataclass(frozen=True)
class SignedCall:
    """A believed call."""

    verified: Verified
    body: Mapping[str, object]
    raw: bytes


async def read_signed(request: Request, parts: Parts) -> SignedCall:
    """Read and believe a call.

    Raises:
        BodyTooLargeError: more bytes than the cap, whoever sent them.
        SignatureInvalidError: anything else that is wrong with it.
    """
    raw = await read_capped(request, parts.settings.signed_body_bytes_max)
    headers: dict[str, list[str]] = {}
    for name, value in request.headers.raw:
        headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    found = verify(
        headers, raw, secrets=parts.settings.webhook_secrets, now_ms=parts.clock.now_ms()
    )
    if isinstance(found, Refusal):
        raise _refused(parts, found.value)
    body = _object(raw)
    if body is None:
        raise _refused(parts, "body")
    if body.get("route") != request.url.path:
        raise _refused(parts, "route")
    if body.get("correlationId") != found.correlation_id:
        raise _refused(parts, "correlation")
    return SignedCall(found, body, raw)


async def read_capped(request: Request, bytes_max: int) -> bytes:
    """The body, if it is not larger than this.

    Raises:
        BodyTooLargeError: it is; the rest is not read.
    """
    message = "The body is too large."
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) < 20 and int(declared) > bytes_max:  # noqa: PLR2004 - longer numbers are refused by what follows
        raise BodyTooLargeError(message, bytes_max=bytes_max)
    pieces = bytearray()
    async for piece in request.stream():
        pieces += piece
        if len(pieces) > bytes_max:
            raise BodyTooLargeError(message, bytes_max=bytes_max)
    return bytes(pieces)


def _refused(parts: Parts, reason: str) -> SignatureInvalidError:
    parts.metrics.signature_rejects.labels(direction="convex_to_api", reason=reason).inc()
    _LOG.warning("signature.refused", reason=reason)
    return SignatureInvalidError("Unauthorized.")


def _object(raw: bytes) -> Mapping[str, object] | None:
    try:
        value: object = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or _depth(cast("object", value)) > _DEPTH_MAX:
        return None
    return cast("dict[str, object]", value)


def _depth(value: object) -> int:
    deepest, waiting = 0, [(value, 1)]
    while waiting and deepest <= _DEPTH_MAX:
        each, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(each, dict):
            waiting += [(child, depth + 1) for child in cast("dict[str, object]", each).values()]
        elif isinstance(each, list):
            waiting += [(child, depth + 1) for child in cast("list[object]", each)]
    return deepest
