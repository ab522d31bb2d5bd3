"""`/v1/sessions`."""

from backend.api.v1.call import Call, Id, Paging, ThisCall, WaitSeconds
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.library import (
    Generation,
    NewSession,
    Session,
    SessionChange,
    Undone,
)
from backend.api.v1.shapes.scenes import Started
from backend.api.v1.shapes.work import Retried

router = v1_router("/sessions", "sessions")
_SETTLED = frozenset({"idle", "ready", "error"})
_TITLE_LENGTH = 80


@router.get("", summary="List sessions", openapi_extra=needs("read"))
async def list_sessions(call: ThisCall, page: Paging) -> Page[Session]:
    """The caller's sessions over all projects, newest first."""
    return await call.page("videoSessions:recent", Session, page=page, args={})


@router.post("", status_code=201, summary="Make a session", openapi_extra=needs("edit"))
async def create_session(body: NewSession, call: ThisCall, wait: WaitSeconds = 0) -> Session:
    """With a prompt, the session is planned, written and rendered at once."""
    title = body.title or _title_of(body.prompt)
    project_id: object = body.project_id
    if project_id is None:
        args = {"title": title, **call.once("-project")}
        project_id = await call.change("projects:create", args)
    args: dict[str, object] = {"projectId": project_id, "title": title, **call.once("-session")}
    if body.prompt is not None:
        args["prompt"] = body.prompt
    if body.settings is not None:
        args["settings"] = body.settings.given()
    session_id = str(await call.change("videoSessions:create", args))
    if body.prompt is not None:
        generation = {
            "projectId": project_id,
            "sessionId": session_id,
            "sceneCount": body.scene_count,
            "prompt": body.prompt,
            **call.once("-generate"),
        }
        await call.change("jobs:triggerGenerate", generation)
    return await _read(call, session_id, wait)


@router.get("/{session_id}", summary="Read a session", openapi_extra=needs("read"))
async def read_session(session_id: Id, call: ThisCall, wait: WaitSeconds = 0) -> Session:
    """With `wait`, answers once nothing is being made, or when the time is up."""
    return await _read(call, session_id, wait)


@router.patch("/{session_id}", summary="Change a session", openapi_extra=needs("edit"))
async def change_session(session_id: Id, body: SessionChange, call: ThisCall) -> Session:
    """Size and rate can change only while nothing is rendered."""
    await call.change(
        "videoSessions:update", {"sessionId": session_id, **body.given(), **call.while_as_read()}
    )
    return await _read(call, session_id, 0)


@router.delete(
    "/{session_id}", status_code=204, summary="Remove a session", openapi_extra=needs("edit")
)
async def remove_session(session_id: Id, call: ThisCall) -> None:
    """It can be restored for 30 days."""
    await call.change("videoSessions:remove", {"sessionId": session_id, **call.while_as_read()})


@router.post("/{session_id}/restore", summary="Restore a session", openapi_extra=needs("edit"))
async def restore_session(session_id: Id, call: ThisCall) -> Session:
    """Brings a removed session back."""
    await call.change("videoSessions:restore", {"sessionId": session_id})
    return await _read(call, session_id, 0)


@router.post(
    "/{session_id}/generate",
    status_code=202,
    summary="Write scenes from a prompt",
    openapi_extra=needs("edit"),
)
async def generate(session_id: Id, body: Generation, call: ThisCall) -> Started:
    """Plans, writes and renders scenes into the session."""
    session = await call.read("videoSessions:get", Session, {"sessionId": session_id})
    args = {
        "projectId": session.project_id,
        "sessionId": session_id,
        "sceneCount": body.scene_count,
        "prompt": body.prompt,
        **call.once(),
    }
    return Started.model_validate(await call.change("jobs:triggerGenerate", args))


@router.post(
    "/{session_id}/retry-failed",
    status_code=202,
    summary="Try every failed scene again",
    openapi_extra=needs("edit"),
)
async def retry_failed(session_id: Id, call: ThisCall) -> Retried:
    """One new job a failed scene."""
    args = {"sessionId": session_id, **call.once()}
    return Retried.model_validate(await call.change("jobs:retryFailed", args))


@router.post("/{session_id}/undo", summary="Undo the last step", openapi_extra=needs("edit"))
async def undo(session_id: Id, call: ThisCall) -> Undone:
    """Undoes the caller's last step in the session."""
    args = {"sessionId": session_id, **call.once()}
    return Undone.model_validate(await call.change("operations:undo", args))


@router.post("/{session_id}/redo", summary="Do the step again", openapi_extra=needs("edit"))
async def redo(session_id: Id, call: ThisCall) -> Undone:
    """Does again what was undone last."""
    args = {"sessionId": session_id, **call.once()}
    return Undone.model_validate(await call.change("operations:redo", args))


async def _read(call: Call, session_id: str, wait: float) -> Session:
    async def read() -> Session:
        return await call.read("videoSessions:get", Session, {"sessionId": session_id})

    return await call.wait(read, is_settled, seconds=wait)


def is_settled(session: Session) -> bool:
    """Whether nothing is being made in the session."""
    return session.status in _SETTLED and session.pending_scenes == 0


def _title_of(prompt: str | None) -> str:
    first = (prompt or "").strip().splitlines()
    return first[0][:_TITLE_LENGTH] if first else "Untitled"
