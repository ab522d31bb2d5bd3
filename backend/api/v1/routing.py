"""How a `/v1` router is made: behind the gate, with the refusals that every route shares."""

from typing import Any

from fastapi import APIRouter

from backend.api.v1.gate import GatedRoute
from backend.api.v1.shapes.base import Problem

_SHARED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
        400: "A value is wrong.",
        401: "The credential is missing or does not hold.",
        403: "The credential lacks the scope or the role.",
        404: "Not there, or not the caller's.",
        409: "The state of things does not allow it now, or a limit is reached.",
        422: "The request has the wrong shape.",
        429: "Too many calls, or the day's work is used up; see `Retry-After`.",
        503: "A part that is needed does not answer; see `Retry-After`.",
    }.items()
}


def v1_router(prefix: str, tag: str) -> APIRouter:
    """A router of one noun."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=GatedRoute, responses=_SHARED)
