"""`/v1/jobs`."""

from backend.api.v1.call import Id, ThisCall, WaitSeconds
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.scenes import Started
from backend.api.v1.shapes.work import Cancelled, Job, JobList

router = v1_router("/jobs", "jobs")
_ENDED = frozenset({"succeeded", "failed", "cancelled", "superseded"})


@router.get("", summary="List unfinished jobs", openapi_extra=needs("read"))
async def list_active_jobs(call: ThisCall) -> JobList:
    """The caller's jobs that have not ended."""
    return JobList(items=await call.read_list("jobs:active", Job, {}))


@router.get("/{job_id}", summary="Read a job", openapi_extra=needs("read"))
async def read_job(job_id: Id, call: ThisCall, wait: WaitSeconds = 0) -> Job:
    """With `wait`, answers once the job has ended, or when the time is up."""

    async def read() -> Job:
        return await call.read("jobs:get", Job, {"jobId": job_id})

    return await call.wait(read, lambda job: job.status in _ENDED, seconds=wait)


@router.post("/{job_id}/cancel", summary="Cancel a job", openapi_extra=needs("edit"))
async def cancel_job(job_id: Id, call: ThisCall) -> Cancelled:
    """Stops the work and its sandbox; what plays now keeps playing."""
    return Cancelled.model_validate(await call.change("jobs:cancel", {"jobId": job_id}))


@router.post(
    "/{job_id}/retry", status_code=202, summary="Try a job again", openapi_extra=needs("edit")
)
async def retry_job(job_id: Id, call: ThisCall) -> Started:
    """A new job for what failed or was cancelled."""
    args = {"jobId": job_id, **call.once()}
    return Started.model_validate(await call.change("jobs:retry", args))
