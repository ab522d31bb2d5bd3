"""`/v1/webhooks/endpoints`."""

from backend.api.v1.call import Call, Id, Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.webhooks import (
    DeliveryRef,
    Endpoint,
    EndpointChange,
    EndpointMade,
    NewEndpoint,
    Replay,
    Replayed,
    Rotation,
    Secret,
)

router = v1_router("/webhooks/endpoints", "webhooks")


@router.get("", summary="List endpoints", openapi_extra=needs("webhooks"))
async def list_endpoints(call: ThisCall, page: Paging) -> Page[Endpoint]:
    """Secrets and header values are never shown again."""
    return await call.page("webhooks:endpoints", Endpoint, page=page, args={})


@router.post(
    "",
    status_code=201,
    summary="Make an endpoint",
    openapi_extra=needs("webhooks", shows_secret=True),
)
async def create_endpoint(body: NewEndpoint, call: ThisCall) -> EndpointMade:
    """The secret is shown this once."""
    return EndpointMade.model_validate(await call.act("webhooks:createEndpoint", body.given()))


@router.get("/{endpoint_id}", summary="Read an endpoint", openapi_extra=needs("webhooks"))
async def read_endpoint(endpoint_id: Id, call: ThisCall) -> Endpoint:
    """One endpoint."""
    return await _read(call, endpoint_id)


@router.patch("/{endpoint_id}", summary="Change an endpoint", openapi_extra=needs("webhooks"))
async def change_endpoint(endpoint_id: Id, body: EndpointChange, call: ThisCall) -> Endpoint:
    """Changes the fields that are given; `status` pauses and resumes."""
    args = {"endpointId": endpoint_id, **body.given(), **call.while_as_read()}
    if "url" in args:
        await call.act("webhooks:changeAddress", args)
    else:
        await call.change("webhooks:updateEndpoint", args)
    return await _read(call, endpoint_id)


@router.delete(
    "/{endpoint_id}",
    status_code=204,
    summary="Delete an endpoint",
    openapi_extra=needs("webhooks"),
)
async def remove_endpoint(endpoint_id: Id, call: ThisCall) -> None:
    """Its pending deliveries are dropped."""
    await call.change(
        "webhooks:removeEndpoint", {"endpointId": endpoint_id, **call.while_as_read()}
    )


@router.post(
    "/{endpoint_id}/rotate-secret",
    summary="Make a new secret",
    openapi_extra=needs("webhooks", shows_secret=True),
)
async def rotate_secret(endpoint_id: Id, body: Rotation, call: ThisCall) -> Secret:
    """Both secrets sign until the overlap is over."""
    args = {"endpointId": endpoint_id, "overlapHours": body.overlap_hours}
    return Secret.model_validate(await call.act("webhooks:rotateSecret", args))


@router.post(
    "/{endpoint_id}/test",
    status_code=202,
    summary="Send a test event",
    openapi_extra=needs("webhooks"),
)
async def send_test(endpoint_id: Id, call: ThisCall) -> DeliveryRef:
    """Sends a `ping`."""
    args = {"endpointId": endpoint_id, **call.once()}
    return DeliveryRef.model_validate(await call.change("webhooks:sendTest", args))


@router.post(
    "/{endpoint_id}/replay",
    status_code=202,
    summary="Send events again",
    openapi_extra=needs("webhooks"),
)
async def replay(endpoint_id: Id, body: Replay, call: ThisCall) -> Replayed:
    """Looks at 500 events a call; call again with `nextSince` until it is null."""
    args = {"endpointId": endpoint_id, **body.model_dump(by_alias=True), **call.once()}
    return Replayed.model_validate(await call.change("webhooks:replaySince", args))


async def _read(call: Call, endpoint_id: str) -> Endpoint:
    return await call.read("webhooks:endpoint", Endpoint, {"endpointId": endpoint_id})
