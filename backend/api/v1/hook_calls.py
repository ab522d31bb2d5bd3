"""`POST /v1/hooks/{token}` and `/v1/webhooks/schemas`: the two routes without a bearer credential.

The token in the address is the credential; whoever reads the schemas needs none.
"""

from typing import Annotated, Any, cast

from fastapi import Path, Request

from backend.api.signed import read_capped
from backend.api.v1.gate import open_to
from backend.api.v1.routing import open_router
from backend.api.v1.shapes.hooks import EventSchemas, HookStarted
from backend.api.v1.state import V1State
from backend.services.webhooks.inbound import BODY_BYTES_MAX, HookCall
from backend.webhooks.events import SCHEMA_VERSION, schemas

router = open_router("", "webhooks")
Token = Annotated[str, Path(max_length=100, description="As it was shown when it was made.")]
# The body is read raw, because the signature is over its bytes; so it is documented by hand.
_BODY: dict[str, Any] = {
    "requestBody": {
        "description": "Any JSON of at most 64 KiB; the hook's mapping reads it.",
        "content": {"application/json": {"schema": {}}},
    }
}


@router.post(
    "/hooks/{token}",
    status_code=202,
    summary="Call an inbound hook",
    openapi_extra={**open_to("token"), **_BODY},
)
async def call_hook(token: Token, request: Request) -> HookStarted:
    """Starts a generation or an edit. `webhook-id` or `Idempotency-Key` makes it happen once."""
    body = await read_capped(request, BODY_BYTES_MAX)
    state = cast("V1State", request.app.state.v1)
    address = request.client.host if request.client is not None else "unknown"
    headers = {name.lower(): value for name, value in request.headers.items()}
    call = HookCall(token=token, address=address, headers=headers, body=body)
    begun = await state.hooks.take(call)
    return HookStarted(
        action=begun.action,
        job_id=begun.job_id,
        session_id=begun.session_id,
        scene_id=begun.scene_id,
        version=begun.version,
    )


@router.get(
    "/webhooks/schemas",
    summary="Schemas of the events",
    openapi_extra=open_to("everyone"),
)
async def read_event_schemas() -> EventSchemas:
    """One JSON Schema an event type; within a schema version fields are only added."""
    return EventSchemas.model_validate({"schemaVersion": SCHEMA_VERSION, "events": schemas()})
