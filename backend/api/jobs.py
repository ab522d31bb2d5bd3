"""`/jobs/*`: what Convex may ask for. Verified before it is parsed, accepted once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ValidationError

from backend.api.dependencies import GetParts, Parts
from backend.api.errors import InvalidRequestError
from backend.api.signed import SignedCall, read_signed
from backend.log import bound, get_logger
from backend.services.jobs import accept as accepting
from backend.services.jobs.messages import (
    AnyJob,
    CancelJob,
    EditJob,
    ExportJob,
    GenerateJob,
    Message,
    RenderJob,
    SweepJob,
)
from backend.telemetry import mark_span

_LOG = get_logger(__name__)
_M = TypeVar("_M", bound=Message)

router = APIRouter(prefix="/jobs", tags=["jobs"])


class JobAnswer(BaseModel):
    """The job is queued, now or by an earlier, identical call."""

    job_id: str
    status: str = "queued"


def documented(model: type[Message], example: Mapping[str, object]) -> dict[str, Any]:
    """Describe a signed body by hand: its route reads it raw."""
    schema = model.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    _DEFINITIONS.update(definitions)
    headers = [
        {
            "name": name,
            "in": "header",
            "required": True,
            "schema": {"type": "string", "pattern": pattern},
        }
        for name, pattern in (
            ("X-Timestamp", "^[1-9][0-9]{12}$"),
            ("X-Signature", "^[0-9a-f]{64}$"),
            (
                "X-Correlation-Id",
                "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
            ),
        )
    ]
    content = {"application/json": {"schema": schema, "example": example}}
    return {"requestBody": {"required": True, "content": content}, "parameters": headers}


# Shapes that the hand-written bodies refer to; `create_app` adds them to the document.
_DEFINITIONS: dict[str, Any] = {}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Not signed by Convex."},
    413: {"description": "Larger than 256 KiB."},
    422: {"description": "Signed, but of the wrong shape."},
    503: {"description": "The queue is away; nothing was enqueued. See `Retry-After`."},
}
_COMMON = {
    "jobId": "k17a2b3c4d5e6f7g8h9j",
    "attempt": 1,
    "correlationId": "4f9f5c1e-6b1f-4a58-9a3e-2d7c1b0a9e8f",
    "ownerId": "u1",
    "projectId": "p1",
    "sessionId": "s1",
}
_SETTINGS = {"fps": 30, "width": 1280, "height": 720, "codec": "h264", "audioHz": 48000}
_SCENE = {
    "sceneId": "c1",
    "version": 2,
    "birthIndex": 0,
    "scene": {"title": "Right triangles", "index": 0, "sceneCount": 3},
    "settings": _SETTINGS,
}


@router.post(
    "/generate",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        GenerateJob,
        {
            "route": "/jobs/generate",
            **_COMMON,
            "sceneCount": 3,
            "prompt": "Why is the sky blue?",
            "settings": _SETTINGS,
        },
    ),
)
async def generate(request: Request, response: Response, parts: GetParts) -> JobAnswer:
    """Plan a session from a prompt."""
    return await _accept(request, response, parts, GenerateJob)


@router.post(
    "/edit",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        EditJob,
        {"route": "/jobs/edit", **_COMMON, **_SCENE, "source": None, "prompt": "Make it blue"},
    ),
)
async def edit(request: Request, response: Response, parts: GetParts) -> JobAnswer:
    """Write a scene, or change one, from words."""
    return await _accept(request, response, parts, EditJob)


@router.post(
    "/render",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        RenderJob,
        {
            "route": "/jobs/render",
            **_COMMON,
            **_SCENE,
            "source": None,
            "code": "from manim import *\n",
        },
    ),
)
async def render(request: Request, response: Response, parts: GetParts) -> JobAnswer:
    """Render given code, a document, operations on one, or a cut."""
    return await _accept(request, response, parts, RenderJob)


@router.post(
    "/export",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        ExportJob,
        {
            "route": "/jobs/export",
            **_COMMON,
            "exportId": "e1",
            "format": "mp4",
            "quality": "source",
            "fps": 30,
            "captions": False,
            "settings": _SETTINGS,
            "scenes": [
                {
                    "sceneId": "c1",
                    "version": 2,
                    "index": 0,
                    "chunkKey": "projects/p1/sessions/s1/scenes/0/v2-0123456789abcdef.mp4",
                    "chunkUrl": "http://127.0.0.1:8333/chunks/…",
                    "checksum": "0" * 64,
                    "startFrame": 0,
                    "durationInFrames": 120,
                    "fps": 30,
                    "width": 1280,
                    "height": 720,
                }
            ],
        },
    ),
)
async def export(request: Request, response: Response, parts: GetParts) -> JobAnswer:
    """Join a session's live chunks into one file."""
    return await _accept(request, response, parts, ExportJob)


@router.post(
    "/cancel",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        CancelJob,
        {
            "route": "/jobs/cancel",
            "jobId": _COMMON["jobId"],
            "attempt": 1,
            "correlationId": _COMMON["correlationId"],
        },
    ),
)
async def cancel(request: Request, parts: GetParts) -> JobAnswer:
    """Stop a job wherever it is; as often as wanted."""
    call = await read_signed(request, parts)
    job = parse_call(CancelJob, call)
    with bound(jobId=job.job_id, attempt=job.attempt, correlationId=job.correlation_id):
        accepted = await accepting.cancel(job, parts.queue)
        _LOG.info("job.cancel_announced")
    return JobAnswer(job_id=accepted.job_id)


@router.post(
    "/sweep",
    status_code=202,
    responses=_ANSWERS,
    openapi_extra=documented(
        SweepJob,
        {
            "route": "/jobs/sweep",
            "jobId": "sweep",
            "attempt": 1,
            "correlationId": _COMMON["correlationId"],
        },
    ),
)
async def sweep(request: Request, response: Response, parts: GetParts) -> JobAnswer:
    """Have a worker delete from the store what nothing names any more."""
    return await _accept(request, response, parts, SweepJob)


def job_schemas() -> dict[str, Any]:
    """Shapes used by the bodies above, for the OpenAPI document."""
    return dict(_DEFINITIONS)


async def _accept(
    request: Request, response: Response, parts: Parts, model: type[AnyJob | SweepJob]
) -> JobAnswer:
    call = await read_signed(request, parts)
    job = parse_call(model, call)
    mark_span(jobId=job.job_id, correlationId=job.correlation_id)
    place = (
        {}
        if isinstance(job, SweepJob)
        else {"projectId": job.project_id, "sessionId": job.session_id}
    )
    with bound(jobId=job.job_id, attempt=job.attempt, correlationId=job.correlation_id, **place):
        accepted = await accepting.accept(
            job,
            call.body,
            parts.queue,
            signature=call.verified.signature,
            remember_seconds=parts.settings.accepted_seconds,
        )
        kind = job.route.removeprefix("/jobs/")
        _LOG.info("job.accepted", kind=kind, replayed=accepted.replayed)
    parts.metrics.jobs_accepted.labels(kind=kind, replayed=str(accepted.replayed).lower()).inc()
    if accepted.replayed:
        response.headers["X-Replayed"] = "true"
    return JobAnswer(job_id=accepted.job_id)


def parse_call(model: type[_M], call: SignedCall) -> _M:
    """The believed body in its shape.

    Raises:
        InvalidRequestError: it has another; names the fields.
    """
    try:
        return model.model_validate(call.body)
    except ValidationError as error:
        fields = [
            {"field": ".".join(str(part) for part in problem["loc"]), "problem": problem["msg"]}
            for problem in error.errors(include_input=False, include_url=False)[:20]
        ]
        message = "The call has the wrong shape."
        raise InvalidRequestError(message, fields=fields) from None
