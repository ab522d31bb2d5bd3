"""`/v1/me` and `/v1/usage`."""

from typing import Annotated, cast

from fastapi import Query

from backend.api.v1.call import ThisCall
from backend.api.v1.gate import needs
from backend.api.v1.routing import v1_router
from backend.api.v1.shapes.account import Me, Usage

router = v1_router("", "account")
_DAY_MS = 86_400_000


@router.get("/me", summary="Who the credential acts as", openapi_extra=needs("read"))
async def read_me(call: ThisCall) -> Me:
    """The user, the role and the scopes."""
    user = cast("dict[str, object]", await call.functions.query("users:me", {}))
    scopes = sorted(call.principal.scopes)
    return Me.model_validate({**user, "role": call.principal.role, "scopes": scopes})


@router.get("/usage", summary="Use and limits", openapi_extra=needs("read"))
async def read_usage(
    call: ThisCall, days: Annotated[int, Query(ge=1, le=31, description="Days to show.")] = 7
) -> Usage:
    """Counts a day (UTC), the limits, and when today's counts start again."""
    value = cast("dict[str, object]", await call.functions.query("usage:mine", {"days": days}))
    now_ms = call.state.clock.now_ms()
    return Usage.model_validate({**value, "resetsAt": now_ms - now_ms % _DAY_MS + _DAY_MS})
