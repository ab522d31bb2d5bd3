"""What can go wrong between us and Convex."""

from typing import ClassVar

from backend.errors import Owner, ServiceError


class ConvexUnavailableError(ServiceError):
    """Convex did not answer, or answered that it could not."""

    code: ClassVar[str] = "convex.unavailable"
    http_status: ClassVar[int] = 503
    retryable: ClassVar[bool] = True
    owner: ClassVar[Owner] = "upstream"
    public: ClassVar[bool] = True


class ConvexRefusedError(ServiceError):
    """Convex understood the call and refused it; sending it again changes nothing."""

    code: ClassVar[str] = "convex.refused"
    http_status: ClassVar[int] = 502
    owner: ClassVar[Owner] = "us"
