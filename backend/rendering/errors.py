"""What can go wrong on our side of the sandbox.

A scene that fails is a value (`outcome`), not an error: these are raised only when no verdict about
the scene was reached.
"""

from typing import ClassVar

from backend.errors import Owner, ServiceError


class RenderingError(ServiceError):
    """The renderer itself could not do its work."""

    code: ClassVar[str] = "render.internal"
    http_status: ClassVar[int] = 500
    retryable: ClassVar[bool] = True


class PlanInvalidError(RenderingError):
    """The plan asks for something that cannot be rendered."""

    code: ClassVar[str] = "render.plan_invalid"
    http_status: ClassVar[int] = 422
    retryable: ClassVar[bool] = False
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class RenderCancelledError(RenderingError):
    """The caller asked to stop, and everything that ran for the job has ended."""

    code: ClassVar[str] = "render.cancelled"
    http_status: ClassVar[int] = 409
    retryable: ClassVar[bool] = False
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class SandboxUnavailableError(RenderingError):
    """No sandbox can be made here, or none that passes its own self-test."""

    code: ClassVar[str] = "render.sandbox_unavailable"
    http_status: ClassVar[int] = 503


class SandboxFailedError(RenderingError):
    """A sandbox broke before it could say anything about the scene."""

    code: ClassVar[str] = "render.sandbox_failed"
