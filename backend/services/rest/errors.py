"""What `/v1` refuses, and refusals that Convex has named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from backend.errors import Owner, ServiceError
from backend.services.identity.errors import CallerError


class InvalidKeyError(CallerError):
    """The API key is malformed, unknown, expired or revoked."""

    code = "auth.invalid_key"
    http_status = 401


class MissingScopeError(CallerError):
    """The API key does not have the scope that the route needs."""

    code = "auth.missing_scope"
    http_status = 403


class RateLimitedError(CallerError):
    """Too many calls; `retry_after_seconds` says when to return."""

    code = "limit.rate"
    http_status = 429
    retryable = True


class IdempotencyKeyReusedError(CallerError):
    """The same `Idempotency-Key` came with another request."""

    code = "idempotency.key_reused"
    http_status = 422


class IdempotencyInProgressError(CallerError):
    """The first call with this `Idempotency-Key` is still being answered."""

    code = "idempotency.in_progress"
    http_status = 409
    retryable = True


class IdempotencySecretShownError(CallerError):
    """The first call with this key was answered with a secret that is shown only once."""

    code = "idempotency.secret_shown"
    http_status = 409


class PreconditionFailedError(CallerError):
    """The thing is no longer as the caller read it."""

    code = "request.precondition_failed"
    http_status = 412


class BadCursorError(CallerError):
    """The cursor was not made by the list that it was given to."""

    code = "request.bad_cursor"
    http_status = 400


@dataclass(frozen=True)
class ConvexRefusal:
    """A refusal as Convex names it."""

    code: str
    message: str
    details: Mapping[str, object] = field(default_factory=dict[str, object])


class ConvexRefusalError(ServiceError):
    """Convex refused with a code of its own, which the edge passes on as it is."""

    code: ClassVar[str] = "convex.named_refusal"
    http_status: ClassVar[int] = 400
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True

    def __init__(self, refusal: ConvexRefusal) -> None:
        super().__init__(refusal.message, **refusal.details)
        self.refusal = refusal

    @property
    def status(self) -> int:
        """The HTTP status of the code."""
        return status_of(self.refusal.code)


# Codes whose status is not what their first word implies; the test compares with the contract.
_STATUS: Mapping[str, int] = {
    "access.forbidden": 403,
    "dispatch.refused": 502,
    "dispatch.unreachable": 503,
    "internal": 500,
    "job.lost": 500,
    "job.not_started": 503,
    "limit.concurrent_jobs": 429,
    "limit.prompt_chars": 400,
    "limit.renders_per_day": 429,
    "limit.tokens_per_day": 429,
    "limit.video_minutes_per_day": 429,
    "render.internal": 500,
    "render.plan_invalid": 422,
    "render.sandbox_failed": 500,
    "render.sandbox_unavailable": 503,
    "request.precondition_failed": 412,
    "request.too_large": 413,
    "resource.not_found": 404,
    "scene.bad_split": 400,
    "signature.invalid": 401,
    "webhook.bad_filter": 400,
    "webhook.bad_url": 400,
}
_STATUS_OF_FAMILY: Mapping[str, int] = {"request": 422, "auth": 401}


def status_of(code: str) -> int:
    """The HTTP status for a code of `tests/contracts/errors.json`."""
    return _STATUS.get(code) or _STATUS_OF_FAMILY.get(code.partition(".")[0], 409)


def refusal_of(refusal: ConvexRefusal) -> ConvexRefusalError:
    """The error for a refusal."""
    return ConvexRefusalError(refusal)
