"""`/v1/…/readings` and `/v1/…/found-scenes`: what an instruction means, before it is done."""

from backend.api.v1.call import Id, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.scenes import Started
from backend.api.v1.shapes.wishes import (
    FoundScenes,
    SceneOperations,
    SessionWishQuestion,
    Understood,
    WishQuestion,
)

router = v1_router("", "scenes")


@router.post(
    "/scenes/{scene_id}/readings", summary="Understand an instruction", openapi_extra=needs("edit")
)
async def read_instruction(scene_id: Id, body: WishQuestion, call: ThisCall) -> Understood:
    """Changes nothing; post the operations of a reading to do it."""
    args = {"sceneId": scene_id, **body.given()}
    return Understood.model_validate(await call.act("wishes:read", args))


@router.post(
    "/scenes/{scene_id}/operations",
    status_code=202,
    summary="Change by operations",
    openapi_extra=needs("edit"),
)
async def apply_operations(scene_id: Id, body: SceneOperations, call: ThisCall) -> Started:
    """All of them or none; the live version keeps playing until the new one is proved good."""
    args = {"sceneId": scene_id, **body.given(), **call.once()}
    return Started.model_validate(await call.change("jobs:triggerRender", args))


@router.post(
    "/sessions/{session_id}/found-scenes",
    summary="Find the scenes that are meant",
    openapi_extra=needs("edit"),
)
async def find_scenes(session_id: Id, body: SessionWishQuestion, call: ThisCall) -> FoundScenes:
    """Changes nothing; ask back when the answer holds a question."""
    args = {"sessionId": session_id, **body.given()}
    return FoundScenes.model_validate(await call.act("wishes:find", args))
