"""`/v1/sessions/{id}/scenes` and `/v1/scenes`: reading, and what changes no version."""

from typing import Annotated

from fastapi import Query

from backend.api.v1.call import Call, Id, Paging, ThisCall, WaitSeconds
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Answer, Page
from backend.api.v1.shapes.scenes import (
    Move,
    NewScene,
    Scene,
    SceneChange,
    Source,
    Started,
    Version,
)

router = v1_router("", "scenes")


class SceneList(Answer):
    """The scenes of a session in their order, without removed ones."""

    items: list[Scene]


@router.get("/sessions/{session_id}/scenes", summary="List scenes", openapi_extra=needs("read"))
async def list_scenes(session_id: Id, call: ThisCall) -> SceneList:
    """All of them: a session has few."""
    args = {"sessionId": session_id}
    return SceneList(items=await call.read_list("scenes:listBySession", Scene, args))


@router.post(
    "/sessions/{session_id}/scenes",
    status_code=202,
    summary="Put in a scene",
    openapi_extra=needs("edit"),
)
async def insert_scene(session_id: Id, body: NewScene, call: ThisCall) -> Started:
    """Written from a prompt or rendered from code; at the end when no index is given."""
    args = {"sessionId": session_id, **body.given(), **call.once()}
    return Started.model_validate(await call.change("scenes:insert", args))


@router.get("/scenes/{scene_id}", summary="Read a scene", openapi_extra=needs("read"))
async def read_scene(scene_id: Id, call: ThisCall, wait: WaitSeconds = 0) -> Scene:
    """With `wait`, answers once no version is pending, or when the time is up."""

    async def read() -> Scene:
        return await _read(call, scene_id)

    return await call.wait(read, lambda scene: scene.pending_version is None, seconds=wait)


@router.patch("/scenes/{scene_id}", summary="Change title, narration, lock",
              openapi_extra=needs("edit"))  # fmt: skip
async def change_scene(scene_id: Id, body: SceneChange, call: ThisCall) -> Scene:
    """Changes the fields that are given; renders nothing."""
    args = {"sceneId": scene_id, **body.given(), **call.while_as_read()}
    await call.change("scenes:update", args)
    return await _read(call, scene_id)


@router.delete(
    "/scenes/{scene_id}", status_code=204, summary="Remove a scene", openapi_extra=needs("edit")
)
async def remove_scene(scene_id: Id, call: ThisCall) -> None:
    """It can be restored, with every version."""
    await call.change("scenes:remove", {"sceneId": scene_id, **call.while_as_read()})


@router.post("/scenes/{scene_id}/restore", summary="Restore a scene", openapi_extra=needs("edit"))
async def restore_scene(scene_id: Id, call: ThisCall) -> Scene:
    """Brings a removed scene back to its place."""
    await call.change("scenes:restore", {"sceneId": scene_id})
    return await _read(call, scene_id)


@router.post("/scenes/{scene_id}/move", summary="Move a scene", openapi_extra=needs("edit"))
async def move_scene(scene_id: Id, body: Move, call: ThisCall) -> Scene:
    """Moves it to another place; renders nothing."""
    await call.change("scenes:reorder", {"sceneId": scene_id, **body.given()})
    return await _read(call, scene_id)


@router.get("/scenes/{scene_id}/versions", summary="List versions", openapi_extra=needs("read"))
async def list_versions(scene_id: Id, call: ThisCall, page: Paging) -> Page[Version]:
    """Newest first."""
    args = {"sceneId": scene_id}
    return await call.page("scenes:versions", Version, page=page, args=args)


@router.get("/scenes/{scene_id}/source", summary="Read the source", openapi_extra=needs("read"))
async def read_source(
    scene_id: Id,
    call: ThisCall,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
) -> Source:
    """Of the live version, or of the one that is named."""
    args: dict[str, object] = {"sceneId": scene_id}
    if version is not None:
        args["version"] = version
    return await call.read("scenes:source", Source, args)


async def _read(call: Call, scene_id: str) -> Scene:
    return await call.read("scenes:get", Scene, {"sceneId": scene_id})
