"""Vocabulary → HTTP, in one function."""

from collections.abc import Mapping
from typing import ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from backend.errors import Owner, ServiceError
from backend.log import get_logger

_LOG = get_logger(__name__)


class InvalidRequestError(ServiceError):
    """The request does not have the shape that the route documents."""

    code: ClassVar[str] = "request.invalid"
    http_status: ClassVar[int] = 422
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class RouteNotFoundError(ServiceError):
    """No route answers this address and method."""

    code: ClassVar[str] = "request.not_found"
    http_status: ClassVar[int] = 404
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


class BodyTooLargeError(ServiceError):
    """The body is larger than the route accepts."""

    code: ClassVar[str] = "request.too_large"
    http_status: ClassVar[int] = 413
    owner: ClassVar[Owner] = "caller"
    public: ClassVar[bool] = True


def answer_error(
    error: ServiceError, *, request_id: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The one envelope; what is not public keeps its code and loses its words."""
    retry_after = error.details.get("retry_after_seconds")
    extra = {"Retry-After": str(retry_after)} if isinstance(retry_after, int) else {}
    return JSONResponse(
        {
            "error": error.message if error.public else "Something went wrong on our side.",
            "code": error.code,
            "details": dict(error.details) if error.public else {},
            "request_id": request_id,
        },
        status_code=error.http_status,
        headers={**extra, **(headers or {})},
    )


def install_error_handlers(app: FastAPI) -> None:
    """Translate every failure that leaves a route."""

    def service_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ServiceError)  # noqa: S101 - registered for this class alone
        if error.owner in {"us", "upstream"}:
            _LOG.warning("request.failed", code=error.code, reason=error.message)
        return answer_error(error, request_id=_request_id(request))

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
        fields = [
            {"field": ".".join(str(part) for part in problem["loc"]), "problem": problem["msg"]}
            for problem in error.errors()
        ]
        failure = InvalidRequestError("The request has the wrong shape.", fields=fields)
        return answer_error(failure, request_id=_request_id(request))

    def http_error(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
        if error.status_code in {404, 405}:
            failure = RouteNotFoundError("There is nothing here.", path=request.url.path)
            answer = answer_error(
                failure, request_id=_request_id(request), headers=error.headers or {}
            )
            answer.status_code = error.status_code
            return answer
        return JSONResponse(
            {
                "error": str(error.detail),
                "code": "request.refused",
                "details": {},
                "request_id": _request_id(request),
            },
            status_code=error.status_code,
            headers=error.headers,
        )

    def unexpected(request: Request, error: Exception) -> JSONResponse:
        _LOG.error("request.crashed", exc_info=error)
        return answer_error(ServiceError("An unexpected failure."), request_id=_request_id(request))

    app.add_exception_handler(ServiceError, service_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(Exception, unexpected)


def _request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))
