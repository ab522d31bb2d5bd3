"""`/v1/sessions/{id}/events`: a session as server-sent events, for scripts without a webhook."""

import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any, Literal

from fastapi.responses import StreamingResponse

from backend.api.v1.call import Call, Id, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.sessions import is_settled
from backend.api.v1.shapes.library import Session
from backend.api.v1.shapes.scenes import Scene
from backend.errors import ServiceError
from backend.services.rest.waiting import PACE_SECONDS

router = v1_router("/sessions", "sessions")

# A stream ends before its short token does; the client reconnects with `Last-Event-ID` for free.
STREAM_SECONDS = 240
_KEEP_ALIVE_SECONDS = 15
_DESCRIPTION: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`session` and `scene` events carry the whole resource each time it "
        "changes; `settled` says that nothing is being made; the stream ends then.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.get(
    "/{session_id}/events",
    summary="Follow a session",
    responses=_DESCRIPTION,
    response_class=StreamingResponse,
    openapi_extra=needs("read"),
)
async def follow_session(
    session_id: Id, call: ThisCall, until: Literal["settled", "timeout"] = "settled"
) -> StreamingResponse:
    """Server-sent events until the session is settled, or for four minutes."""
    first = await call.read("videoSessions:get", Session, {"sessionId": session_id})
    stream = _events(call, first, until_settled=until == "settled")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _events(call: Call, session: Session, *, until_settled: bool) -> AsyncIterator[str]:
    args = {"sessionId": session.id}
    started_s = call.state.clock.monotonic_s()
    spoke_s = started_s
    seen: dict[str, str] = {}
    while call.state.clock.monotonic_s() - started_s < STREAM_SECONDS:
        try:
            scenes = await call.read_list("scenes:listBySession", Scene, args)
            session = await call.read("videoSessions:get", Session, args)
        except ServiceError as error:
            yield _event("error", {"error": error.message, "code": error.code})
            return
        for name, thing in [("session", session), *(("scene", scene) for scene in scenes)]:
            text = thing.model_dump_json(by_alias=True)
            if seen.get(thing.id) != text:
                seen[thing.id] = text
                spoke_s = call.state.clock.monotonic_s()
                yield _line(name, text)
        if until_settled and is_settled(session):
            yield _event("settled", {"status": session.status})
            return
        if call.state.clock.monotonic_s() - spoke_s >= _KEEP_ALIVE_SECONDS:
            spoke_s = call.state.clock.monotonic_s()
            yield ": still here\n\n"
        await call.state.pause(PACE_SECONDS)


def _event(name: str, data: dict[str, str]) -> str:
    return _line(name, json.dumps(data))


def _line(name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"event: {name}\nid: {digest}\ndata: {text}\n\n"
