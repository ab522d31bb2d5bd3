"""`/v1/projects`."""

from backend.api.v1.call import Id, Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.library import NewProject, Project, ProjectChange, Session

router = v1_router("/projects", "projects")


@router.get("", summary="List projects", openapi_extra=needs("read"))
async def list_projects(call: ThisCall, page: Paging) -> Page[Project]:
    """Newest first."""
    return await call.page("projects:list", Project, page=page, args={})


@router.post("", status_code=201, summary="Make a project", openapi_extra=needs("edit"))
async def create_project(body: NewProject, call: ThisCall) -> Project:
    """Makes an empty project."""
    made = await call.change("projects:create", {**body.given(), **call.once()})
    return await call.read("projects:get", Project, {"projectId": made})


@router.get("/{project_id}", summary="Read a project", openapi_extra=needs("read"))
async def read_project(project_id: Id, call: ThisCall) -> Project:
    """One project."""
    return await call.read("projects:get", Project, {"projectId": project_id})


@router.patch("/{project_id}", summary="Change a project", openapi_extra=needs("edit"))
async def change_project(project_id: Id, body: ProjectChange, call: ThisCall) -> Project:
    """Changes the fields that are given."""
    await call.change(
        "projects:update", {"projectId": project_id, **body.given(), **call.while_as_read()}
    )
    return await call.read("projects:get", Project, {"projectId": project_id})


@router.delete(
    "/{project_id}", status_code=204, summary="Remove a project", openapi_extra=needs("edit")
)
async def remove_project(project_id: Id, call: ThisCall) -> None:
    """It can be restored for 30 days."""
    await call.change("projects:remove", {"projectId": project_id, **call.while_as_read()})


@router.post("/{project_id}/restore", summary="Restore a project", openapi_extra=needs("edit"))
async def restore_project(project_id: Id, call: ThisCall) -> Project:
    """Brings a removed project back."""
    await call.change("projects:restore", {"projectId": project_id})
    return await call.read("projects:get", Project, {"projectId": project_id})


@router.get("/{project_id}/sessions", summary="List its sessions", openapi_extra=needs("read"))
async def list_project_sessions(project_id: Id, call: ThisCall, page: Paging) -> Page[Session]:
    """The sessions of one project."""
    args = {"projectId": project_id}
    return await call.page("videoSessions:listByProject", Session, page=page, args=args)
