"""`/v1/webhooks/…/deliveries`: what was sent, how it went, and sending it again."""

from typing import Annotated

from fastapi import Query

from backend.api.v1.call import Id, Paging, ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.base import Page
from backend.api.v1.shapes.webhooks import (
    Attempt,
    AttemptList,
    Delivery,
    DeliveryRef,
    DeliveryStatus,
)

router = v1_router("/webhooks", "webhooks")


@router.get(
    "/endpoints/{endpoint_id}/deliveries",
    summary="List deliveries",
    openapi_extra=needs("webhooks"),
)
async def list_deliveries(
    endpoint_id: Id,
    call: ThisCall,
    page: Paging,
    status: Annotated[DeliveryStatus | None, Query()] = None,
) -> Page[Delivery]:
    """Newest first."""
    args: dict[str, object] = {"endpointId": endpoint_id}
    if status is not None:
        args["status"] = status
    return await call.page("webhooks:deliveries", Delivery, page=page, args=args)


@router.get(
    "/deliveries/{delivery_id}/attempts", summary="List tries", openapi_extra=needs("webhooks")
)
async def list_attempts(delivery_id: Id, call: ThisCall) -> AttemptList:
    """Status, time and the first part of each answer."""
    args = {"deliveryId": delivery_id}
    return AttemptList(items=await call.read_list("webhooks:attempts", Attempt, args))


@router.post(
    "/deliveries/{delivery_id}/redeliver",
    status_code=202,
    summary="Send it again",
    openapi_extra=needs("webhooks"),
)
async def redeliver(delivery_id: Id, call: ThisCall) -> DeliveryRef:
    """With the same `webhook-id`, so that the receiver can tell."""
    args = {"deliveryId": delivery_id, **call.once()}
    return DeliveryRef.model_validate(await call.change("webhooks:redeliver", args))
