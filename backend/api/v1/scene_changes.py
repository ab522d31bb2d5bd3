"""`/v1/scenes/{id}/…`: what makes a new version, or plays an old one."""

from typing import cast

from backend.api.v1.call import Id, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.scenes import Code, Edit, Revert, Scene, Split, Started
from backend.services.rest.errors import ConvexRefusal, refusal_of

router = v1_router("/scenes/{scene_id}", "scenes")


@router.post("/edits", status_code=202, summary="Edit by instruction", openapi_extra=needs("edit"))
async def edit_scene(scene_id: Id, body: Edit, call: ThisCall) -> Started:
    """The live version keeps playing until the new one is proved good."""
    args = {"sceneId": scene_id, "prompt": body.instruction, **call.once()}
    return Started.model_validate(await call.change("jobs:triggerEdit", args))


@router.put("/code", status_code=202, summary="Set the code", openapi_extra=needs("edit"))
async def set_code(scene_id: Id, body: Code, call: ThisCall) -> Started:
    """Renders the given Python as the next version."""
    args = {"sceneId": scene_id, **body.given(), **call.once()}
    return Started.model_validate(await call.change("jobs:triggerRender", args))


@router.post("/revert", summary="Play an old version", openapi_extra=needs("edit"))
async def revert_scene(scene_id: Id, body: Revert, call: ThisCall) -> Scene:
    """Moves the live pointer; renders nothing."""
    await call.change("scenes:revert", {"sceneId": scene_id, **body.given()})
    return await call.read("scenes:get", Scene, {"sceneId": scene_id})


@router.post(
    "/retry", status_code=202, summary="Try the failed version again", openapi_extra=needs("edit")
)
async def retry_scene(scene_id: Id, call: ThisCall) -> Started:
    """A new job for what failed or was cancelled last."""
    scene = await call.read("scenes:get", Scene, {"sceneId": scene_id})
    if scene.job_id is None:
        message = "Nothing of this scene has failed."
        raise refusal_of(ConvexRefusal("job.not_retryable", message))
    args = {"jobId": scene.job_id, **call.once()}
    return Started.model_validate(await call.change("jobs:retry", args))


@router.post("/split", status_code=202, summary="Cut in two", openapi_extra=needs("edit"))
async def split_scene(scene_id: Id, body: Split, call: ThisCall) -> Started:
    """The second scene appears when both halves are proved good."""
    args = {"sceneId": scene_id, **body.given(), **call.once()}
    return Started.model_validate(await call.change("scenes:split", args))


@router.post(
    "/duplicate", status_code=201, summary="Put a copy after it", openapi_extra=needs("edit")
)
async def duplicate_scene(scene_id: Id, call: ThisCall) -> Scene:
    """Copies the live version; renders nothing."""
    made = await call.change("scenes:duplicate", {"sceneId": scene_id, **call.once()})
    copy_id = cast("dict[str, object]", made)["sceneId"]
    return await call.read("scenes:get", Scene, {"sceneId": copy_id})
