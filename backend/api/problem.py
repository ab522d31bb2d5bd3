"""The refusals that every public route shares, for the OpenAPI document."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Problem(BaseModel):
    """The error envelope of every refusal."""

    model_config = ConfigDict(frozen=True)

    error: str = Field(description="Prose for a person; may change.")
    code: str = Field(
        description="Stable, dotted; programs rely on it.", examples=["resource.not_found"]
    )
    details: dict[str, object]
    request_id: str | None


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words}
    for status, words in {
        400: "A value is wrong.",
        401: "The credential is missing or does not hold.",
        403: "The credential lacks the scope or the role.",
        404: "Not there, or not the caller's.",
        409: "The state of things does not allow it now, or a limit is reached.",
        412: "It has changed since it was read; see `If-Match`.",
        422: "The request has the wrong shape.",
        429: "Too many calls, or the day's work is used up; see `Retry-After`.",
        503: "A part that is needed does not answer; see `Retry-After`.",
    }.items()
}
