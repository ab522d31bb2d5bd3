"""`/v1/admin`: for people with the admin role; API keys never have it."""

from typing import Annotated, cast

from fastapi import Query

from backend.api.v1.call import Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.account import (
    AdminJob,
    AdminUser,
    Operations,
    Overview,
    QueueDepth,
)
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.work import JobStatus

router = v1_router("/admin", "admin")


@router.get("/overview", summary="Jobs and failure classes", openapi_extra=needs("admin"))
async def read_overview(call: ThisCall) -> Overview:
    """Over the newest jobs."""
    value = cast("dict[str, object]", await call.functions.query("admin:overview", {}))
    return Overview.model_validate(value)


@router.get("/users", summary="List people", openapi_extra=needs("admin"))
async def list_users(call: ThisCall, page: Paging) -> Page[AdminUser]:
    """Everyone with an account."""
    return await call.page("admin:users", AdminUser, page=page, args={})


@router.get("/jobs", summary="List jobs", openapi_extra=needs("admin"))
async def list_jobs(
    call: ThisCall, page: Paging, status: Annotated[JobStatus | None, Query()] = None
) -> Page[AdminJob]:
    """Everyone's jobs, newest first."""
    args: dict[str, object] = {} if status is None else {"status": status}
    return await call.page("admin:jobs", AdminJob, page=page, args=args)


@router.get("/operations", summary="Queues and storage", openapi_extra=needs("admin"))
async def read_operations(call: ThisCall) -> Operations:
    """How much waits in each queue, and what the store holds."""
    lengths = await call.state.operations.queue_lengths()
    use = await call.state.operations.storage_use()
    return Operations(
        queues=[QueueDepth(name=name, waiting=count) for name, count in sorted(lengths.items())],
        stored_objects=use.objects if use is not None else None,
        stored_bytes=use.size_bytes if use is not None else None,
        stored_whole=use.whole if use is not None else None,
        stored_counted_at=use.counted_at_ms if use is not None else None,
    )
