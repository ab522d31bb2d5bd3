"""`/v1/sessions/{id}/exports` and `/v1/exports`."""

from backend.api.v1.call import Id, Paging, ThisCall, WaitSeconds
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.library import Session
from backend.api.v1.shapes.work import GIF_FPS_MAX, Export, ExportStarted, NewExport

router = v1_router("", "exports")
_ENDED = frozenset({"ready", "error", "cancelled"})


@router.post(
    "/sessions/{session_id}/exports",
    status_code=202,
    summary="Export a session",
    openapi_extra=needs("edit"),
)
async def create_export(session_id: Id, body: NewExport, call: ThisCall) -> ExportStarted:
    """Joins the scenes that play now into one file."""
    fps = body.fps
    if fps is None:
        session = await call.read("videoSessions:get", Session, {"sessionId": session_id})
        fps = min(session.target_fps, GIF_FPS_MAX if body.format == "gif" else 60)
    picture = {} if body.picture is None else {"picture": body.picture.given()}
    args = {
        "sessionId": session_id,
        "format": body.format,
        "quality": body.quality,
        "fps": fps,
        "captions": body.captions,
        **picture,
        **call.once(),
    }
    return ExportStarted.model_validate(await call.change("jobs:triggerExport", args))


@router.get("/sessions/{session_id}/exports", summary="List exports", openapi_extra=needs("read"))
async def list_exports(session_id: Id, call: ThisCall, page: Paging) -> Page[Export]:
    """The exports of one session."""
    args = {"sessionId": session_id}
    return await call.page("exports:listBySession", Export, page=page, args=args)


@router.get("/exports/{export_id}", summary="Read an export", openapi_extra=needs("read"))
async def read_export(export_id: Id, call: ThisCall, wait: WaitSeconds = 0) -> Export:
    """With `wait`, answers once the file is there or has failed, or when the time is up."""

    async def read() -> Export:
        return await call.read("exports:get", Export, {"exportId": export_id})

    return await call.wait(read, lambda export: export.status in _ENDED, seconds=wait)


@router.delete(
    "/exports/{export_id}", status_code=204, summary="Delete an export", openapi_extra=needs("edit")
)
async def remove_export(export_id: Id, call: ThisCall) -> None:
    """Deletes the file and its row."""
    await call.change("exports:remove", {"exportId": export_id, **call.while_as_read()})
