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
from backend.convex_client.errors import ConvexUnavailableError
from backend.errors import ServiceError
from backend.services.rest.errors import ConvexRefusalError
from backend.services.rest.waiting import PACE_SECONDS

router = v1_router("/sessions", "sessions")

# A stream ends before its short token does; the client reconnects with `Last-Event-ID` for free.
STREAM_SECONDS = 240
_KEEP_ALIVE_SECONDS = 15
_DESCRIPTION: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`session` and `scene` events carry the whole resource each time it "
        "changes; `settled` says that nothing is being made, and `error` (`error`, `code`, "
        "`status`) that there is nothing more to tell; the stream ends then.",
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
    call.state.places.check(call.principal.external_id)
    first = await call.read("videoSessions:get", Session, {"sessionId": session_id})
    stream = _events(call, first.id, until_settled=until == "settled")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _events(call: Call, session_id: str, *, until_settled: bool) -> AsyncIterator[str]:
    clock = call.state.clock
    started_s = spoke_s = clock.monotonic_s()
    seen: dict[str, str] = {}
    with call.state.places.hold(call.principal.external_id):
        while clock.monotonic_s() - started_s < STREAM_SECONDS:
            session: Session | None = None
            try:
                session, scenes = await _read(call, session_id)
                found = [("session", session), *(("scene", scene) for scene in scenes)]
            except ConvexUnavailableError:
                # It comes back; whoever follows need not know that it was away.
                found = []
            except ServiceError as error:
                yield _line("error", _told(error))
                return
            for name, thing in found:
                text = _text(thing.model_dump(mode="json", by_alias=True))
                if seen.get(thing.id) != text:
                    seen[thing.id] = text
                    spoke_s = clock.monotonic_s()
                    yield _line(name, text)
            if until_settled and session is not None and is_settled(session):
                yield _line("settled", _text({"status": session.status}))
                return
            if clock.monotonic_s() - spoke_s >= _KEEP_ALIVE_SECONDS:
                spoke_s = clock.monotonic_s()
                yield ": still here\n\n"
            await call.state.pause(PACE_SECONDS)


async def _read(call: Call, session_id: str) -> tuple[Session, list[Scene]]:
    """The session first: when it is settled then, the scenes read after it have nothing to add."""
    args = {"sessionId": session_id}
    session = await call.read("videoSessions:get", Session, args)
    return session, await call.read_list("scenes:listBySession", Scene, args)


def _told(error: ServiceError) -> str:
    if isinstance(error, ConvexRefusalError):
        return _text({"error": error.message, "code": error.refusal.code, "status": error.status})
    message = error.message if error.public else "Something went wrong on our side."
    return _text({"error": message, "code": error.code, "status": error.http_status})


def _text(value: object) -> str:
    """ASCII only: some readers take U+2028 and its like in a title for the end of a line."""
    return json.dumps(value)


def _line(name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"event: {name}\nid: {digest}\ndata: {text}\n\n"
